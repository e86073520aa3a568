// Issues that become one or several, those that nobody wants to hear of any more, and floods, over
// a real socket. Source: shared spec "issues", section 7, and "api", sections 8.3 and 10.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"
#include "ports/issues.h"
#include "ports/outcomes.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

constexpr std::string_view kNewEvent = "0a0b0c0d0e0f40414243444546474849";

class IssueEnds : public PeopleApi {
 protected:
  IssueEnds() {
    world.fill();
    first = world.issue_of(kNewerEvent);     // Two events,
    second = world.issue_of(kMessageEvent);  // one event.
  }

  std::string path(const std::string& issue) { return "organizations/acme/issues/" + issue + "/"; }
  net::testkit::Answer put(const std::string& at, std::string_view body) {
    return ask(ada, Method::put, at, body);
  }
  net::testkit::Answer merge() {
    return put("organizations/acme/issues/?id=" + first + "&id=" + second, R"({"merge":1})");
  }
  json::value shown(const std::string& issue) { return get(ada, path(issue)); }
  std::vector<std::string> hashes(const std::string& issue) {
    std::vector<std::string> found;
    const json::value list = get(ada, path(issue) + "hashes/?full=false");
    for (const json::value& one : list.as_array()) found.emplace_back(one.at("id").as_string());
    return found;
  }
  json::value story(const std::string& issue) {
    return get(ada, path(issue) + "activities/").at("activity");
  }
  std::size_t listed() { return get(ada, "organizations/acme/issues/?query=").as_array().size(); }
  /// The same as the example's message once more.
  void send_message(std::string_view id) {
    world.send("1", people.key, id, {{"message", "Deploy finished"}});
    world.consume();
  }
  std::string detail(const net::testkit::Answer& answer) {
    return std::string(json::parse(answer.body).at("detail").as_string());
  }

  std::string first;
  std::string second;
};

TEST_F(IssueEnds, MergingMakesOneIssueOfThem) {
  const auto answer = merge();
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(json::parse(answer.body),
            (json::value{{"merge", {{"parent", first}, {"children", {second}}}}}));
  world.consume();
  EXPECT_EQ(listed(), 1U);
  EXPECT_EQ(shown(first).at("count"), json::value("3"));
  EXPECT_EQ(hashes(first).size(), 2U);
  EXPECT_EQ(get(ada, path(first) + "events/").as_array().size(), 3U);
  const json::value told = story(first).at(0);
  EXPECT_EQ(told.at("type"), json::value("merge"));
  EXPECT_EQ(told.at("data"), (json::value{{"issues", {{{"id", second}}}}}));
  EXPECT_EQ(told.at("user").at("id"), json::value(std::to_string(people.ada.value)));
}

TEST_F(IssueEnds, FormerIdsLeadToTheParent) {
  const std::string short_id(shown(second).at("shortId").as_string());
  ASSERT_EQ(merge().status, 200);
  for (const std::string& name : {second, short_id})
    EXPECT_EQ(shown(name).at("id"), json::value(first)) << name;
  EXPECT_EQ(get(ada, "issues/" + second + "/").at("id"), json::value(first));
  EXPECT_EQ(get(ada, "organizations/acme/shortids/" + short_id + "/").at("groupId"),
            json::value(first));
  EXPECT_EQ(ask(ada, Method::get, path("999")).status, 404);
}

TEST_F(IssueEnds, MergingNeedsSeveralIssuesOfOneProject) {
  const std::string all = "organizations/acme/issues/";
  EXPECT_EQ(detail(put(all + "?id=" + first, R"({"merge":1})")),
            "At least two issues are needed to merge.");
  EXPECT_EQ(put(path(first), R"({"merge":1})").status, 400);
  EXPECT_EQ(put(all + "?id=" + first + "&id=" + second, R"({"merge":0})").status, 200);
  EXPECT_EQ(listed(), 2U);
}

TEST_F(IssueEnds, ASearchMergesWhatItFindsAndTheRestOfTheChangeIsDoneFirst) {
  const auto answer =
      put("organizations/acme/issues/?query=", R"({"merge":true,"assignedTo":"#backend"})");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const json::value delta = json::parse(answer.body);
  EXPECT_EQ(delta.at("merge").at("parent"), json::value(first));
  EXPECT_EQ(delta.at("assignedTo").at("name"), json::value("backend"));
  EXPECT_EQ(shown(first).at("assignedTo").at("name"), json::value("backend"));
}

TEST_F(IssueEnds, HashesLeaveIntoANewIssue) {
  const std::string leaving = hashes(second).front();
  ASSERT_EQ(merge().status, 200);
  world.consume();
  const auto answer = put(path(first) + "hashes/?id=" + leaving + "&id=unknown", "{}");
  ASSERT_EQ(answer.status, 202) << answer.body;
  EXPECT_EQ(put(path(first) + "hashes/?id=" + leaving, "{}").status, 409) << "it left";
  world.consume();
  EXPECT_EQ(listed(), 2U);
  const std::string target = world.issue_of(kMessageEvent);
  EXPECT_NE(target, second) << "a new one";
  EXPECT_EQ(hashes(target), std::vector<std::string>{leaving});
  EXPECT_EQ(shown(target).at("count"), json::value("1"));
  EXPECT_EQ(shown(first).at("count"), json::value("2"));
  EXPECT_NE(shown(target).at("shortId"), shown(first).at("shortId"));
  EXPECT_NE(shown(target).at("title"), shown(first).at("title"));

  const json::value from = story(first).at(0);
  EXPECT_EQ(from.at("type"), json::value("unmerge_source"));
  EXPECT_EQ(from.at("data").at("fingerprints"), json::array{leaving});
  EXPECT_EQ(from.at("data").at("destination").at("id"), json::value(target));
  const json::value to = story(target).at(0);
  EXPECT_EQ(to.at("type"), json::value("unmerge_destination"));
  EXPECT_EQ(to.at("data").at("source").at("id"), json::value(first));
}

TEST_F(IssueEnds, OlderClientsUnmergeByDelete) {
  const std::string leaving = hashes(second).front();
  ASSERT_EQ(merge().status, 200);
  world.consume();
  EXPECT_EQ(ask(ada, Method::delete_, path(first) + "hashes/?id=" + leaving).status, 202);
  world.consume();
  EXPECT_EQ(listed(), 2U);
}

TEST_F(IssueEnds, AnIssueKeepsAHash) {
  const std::string only = hashes(first).front();
  EXPECT_EQ(detail(put(path(first) + "hashes/?id=" + only, "{}")),
            "An issue keeps at least one of its hashes.");
  EXPECT_EQ(put(path(first) + "hashes/?id=abc", "{}").status, 409);
  EXPECT_EQ(put(path(first) + "hashes/", "{}").status, 200) << "nothing was asked for";
  EXPECT_EQ(listed(), 2U);
}

TEST_F(IssueEnds, WhatWasJustUnmergedCannotBeMergedYet) {
  const std::string leaving = hashes(second).front();
  ASSERT_EQ(merge().status, 200);
  world.consume();
  ASSERT_EQ(put(path(first) + "hashes/?id=" + leaving, "{}").status, 202);
  EXPECT_EQ(put("organizations/acme/issues/?query=", R"({"merge":1})").status, 409);
  world.consume();
  EXPECT_EQ(put("organizations/acme/issues/?query=", R"({"merge":1})").status, 200);
}

TEST_F(IssueEnds, ADiscardedIssueIsGoneAndItsEventsStayOut) {
  const auto answer = put("organizations/acme/issues/?id=" + first, R"({"discard":true})");
  ASSERT_EQ(answer.status, 204) << answer.body;
  EXPECT_EQ(ask(ada, Method::get, path(first)).status, 404);
  const json::value tombstones = get(ada, "projects/acme/shop-api/tombstones/");
  ASSERT_EQ(tombstones.as_array().size(), 1U);
  const json::value& tombstone = tombstones.at(0);
  EXPECT_EQ(tombstone.at("type"), json::value("error"));
  EXPECT_EQ(tombstone.at("level"), json::value("error"));
  EXPECT_EQ(tombstone.at("metadata").at("type"), json::value("ValueError"));
  EXPECT_EQ(tombstone.at("actor").at("id"), json::value(std::to_string(people.ada.value)));
  EXPECT_EQ(tombstone.at("timesSeen"), json::value(0));
  EXPECT_EQ(log(people.acme).front().event, "issue.discard");
}

TEST_F(IssueEnds, EventsComeInAgainWithoutTheTombstone) {
  send_message(kNewEvent);
  const std::string issue = world.issue_of(kNewEvent);
  ASSERT_EQ(put(path(issue), R"({"discard":true})").status, 204);
  send_message("1a0b0c0d0e0f40414243444546474849");
  send_message("2a0b0c0d0e0f40414243444546474849");
  const std::string list = "projects/acme/shop-api/tombstones/";
  const json::value tombstone = get(ada, list).at(0);
  EXPECT_EQ(tombstone.at("timesSeen"), json::value(2));
  EXPECT_EQ(listed(), 2U) << "no new issue";
  std::int64_t counted = 0;
  const auto counts =
      *(*world.meta().begin_read())->outcomes().sum({{ProjectId{1}}, std::nullopt, std::nullopt});
  for (const protocol::OutcomeCount& count : counts) {
    if (count.reason == "discarded-hash") counted += count.quantity;
  }
  EXPECT_EQ(counted, 2);

  const std::string one = list + std::string(tombstone.at("id").as_string()) + "/";
  EXPECT_EQ(ask(ada, Method::delete_, one).status, 204);
  EXPECT_EQ(ask(ada, Method::delete_, one).status, 404);
  EXPECT_EQ(log(people.acme).front().event, "issue.tombstone-remove");
  EXPECT_EQ(ask(ada, Method::delete_, list + "x/").status, 404);
  send_message("3a0b0c0d0e0f40414243444546474849");
  EXPECT_EQ(listed(), 3U);
}

TEST_F(IssueEnds, DiscardingStandsAloneAndNeedsTheRight) {
  const auto together = put(path(first), R"({"discard":true,"status":"resolved"})");
  EXPECT_EQ(together.status, 400);
  EXPECT_EQ(
      json::parse(together.body),
      (json::value{{"nonFieldErrors", {"Other attributes cannot be updated when discarding"}}}));
  const std::string writer = token_of(world, people.ada, {domain::access::Scope::event_write});
  const auto refused = ask(writer, Method::put, path(first), R"({"discard":1})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(json::parse(refused.body),
            (json::value{{"discard", {"You do not have permission to discard events"}}}));
  EXPECT_EQ(put(path(first), R"({"discard":false})").status, 200);
  EXPECT_EQ(listed(), 2U);
}

TEST_F(IssueEnds, WaysToStopAFloodAreTriedFirst) {
  const json::value flood = get(ada, path(first) + "flood/");
  const json::value& message = flood.at("filterMessage");
  EXPECT_EQ(message.at("dropped"), json::value(2));
  EXPECT_EQ(message.at("issueCount"), json::value(1));
  EXPECT_EQ(message.at("active"), json::value(false));
  EXPECT_TRUE(std::string_view(message.at("pattern").as_string()).starts_with("ValueError: "));
  EXPECT_EQ(message.at("sample").at("complete"), json::value(true));
  EXPECT_GE(flood.at("discard").at("hashes").as_int64(), 1);
  EXPECT_EQ(flood.at("discard").at("dropped"), json::value(2));
  const json::value& key = flood.at("limitKey");
  EXPECT_EQ(key.at("key").at("id"), json::value(people.key));
  EXPECT_EQ(key.at("accepted"), json::value(3));
  EXPECT_EQ(key.at("rateLimit").at("window"), json::value(3600));
  EXPECT_EQ(listed(), 2U) << "nothing was done";
}

TEST_F(IssueEnds, OtherIssuesThatAFilterWouldMeetAreNamed) {
  const auto flood = [&](std::string_view id, std::string_view file) {
    const json::object frame{{"filename", file}, {"function", "call"}, {"in_app", true}};
    const json::object exception{{"type", "Flood"},
                                 {"value", "it rained"},
                                 {"stacktrace", {{"frames", json::array{frame}}}}};
    world.send("1", people.key, id, {{"exception", {{"values", json::array{exception}}}}});
    world.consume();
  };
  flood(kNewEvent, "left.py");
  EXPECT_TRUE(get(ada, path(world.issue_of(kNewEvent)) + "flood/")
                  .at("filterMessage")
                  .at("otherIssues")
                  .as_array()
                  .empty());
  flood("00000000000000000000000000000f01", "right.py");
  flood("00000000000000000000000000000f02", "right.py");
  const json::value way = get(ada, path(world.issue_of(kNewEvent)) + "flood/").at("filterMessage");
  EXPECT_EQ(way.at("issueCount"), json::value(2));
  ASSERT_EQ(way.at("otherIssues").as_array().size(), 1U);
  const json::value& other = way.at("otherIssues").at(0);
  EXPECT_EQ(other.at("id").as_string(), world.issue_of("00000000000000000000000000000f01"));
  EXPECT_TRUE(other.at("shortId").as_string().starts_with("SHOP-API-"));
  EXPECT_EQ(other.at("title").as_string(), "Flood: it rained");
  EXPECT_EQ(other.at("dropped"), json::value(2));
}

TEST_F(IssueEnds, AFloodIsStoppedByItsMessageOnce) {
  for (int i = 0; i < 2; ++i) {
    const auto answer =
        ask(ada, Method::post, path(first) + "flood/", R"({"action":"filter-message"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::value pattern = json::parse(answer.body).at("pattern");
    const json::value options = get(ada, "projects/acme/shop-api/").at("options");
    EXPECT_EQ(options.at("filters:error_messages"), pattern);
  }
  EXPECT_TRUE(get(ada, path(first) + "flood/").at("filterMessage").at("active").as_bool());
  ASSERT_EQ(log(people.acme).size(), 1U);
  EXPECT_EQ(log(people.acme).front().event, "project.edit");
}

TEST_F(IssueEnds, AMessageWithoutAnExceptionIsTakenWhole) {
  world.send("1", people.key, kNewEvent, {{"message", "disk [full]\nsecond line"}});
  world.consume();
  const json::value message =
      get(ada, path(world.issue_of(kNewEvent)) + "flood/").at("filterMessage");
  EXPECT_EQ(message.at("pattern"), json::value("disk \\[full\\]*"));
  EXPECT_EQ(message.at("dropped"), json::value(1));
}

TEST_F(IssueEnds, AFloodIsStoppedByDiscardingOrByALimitOfTheKey) {
  const auto limited = ask(ada, Method::post, path(first) + "flood/",
                           R"({"action":"limit-key","count":5,"window":60})");
  ASSERT_EQ(limited.status, 200) << limited.body;
  EXPECT_EQ(json::parse(limited.body).at("rateLimit"), (json::value{{"count", 5}, {"window", 60}}));
  const json::value key = get(ada, "projects/acme/shop-api/keys/").at(0);
  EXPECT_EQ(key.at("rateLimit"), (json::value{{"window", 60}, {"count", 5}}));
  EXPECT_EQ(log(people.acme).front().event, "projectkey.edit");
  const auto discarded = ask(ada, Method::post, path(first) + "flood/", R"({"action":"discard"})");
  ASSERT_EQ(discarded.status, 200) << discarded.body;
  EXPECT_EQ(get(ada, "projects/acme/shop-api/tombstones/").at(0).at("id"),
            json::parse(discarded.body).at("tombstone"));
  EXPECT_EQ(ask(ada, Method::get, path(first)).status, 404);
}

TEST_F(IssueEnds, FloodsAreStoppedByWhoMayChangeTheProject) {
  EXPECT_EQ(ask(bo, Method::post, path(first) + "flood/", R"({"action":"discard"})").status, 403);
  EXPECT_EQ(ask(bo, Method::get, path(first) + "flood/").status, 403);
  for (const std::string_view body :
       {"{}", R"({"action":"shout"})", R"({"action":"limit-key","count":0})"})
    EXPECT_EQ(ask(ada, Method::post, path(first) + "flood/", body).status, 400) << body;
  EXPECT_TRUE(log(people.acme).empty());
}

TEST_F(IssueEnds, SuggestedOwnersAreShownToWhoAsks) {
  {
    const auto tx = *world.meta().begin_write(Deadline::never());
    const IssueId issue{std::stoll(first)};
    const std::vector<domain::IssueOwner> owners = {
        {issue, domain::OwnerKind::codeowners, {people.bo, TeamId{}}, "a"},
        {issue, domain::OwnerKind::ownership_rule, {UserId{}, TeamId{1}}, "b"}};
    ASSERT_TRUE(tx->issues().put_owners(issue, owners, world.now()));
    ASSERT_TRUE(tx->commit());
  }
  const json::value wanted = get(ada, path(first) + "?expand=owners").at("owners");
  ASSERT_EQ(wanted.as_array().size(), 2U);
  EXPECT_EQ(wanted.at(0).at("type"), json::value("codeowners"));
  EXPECT_EQ(wanted.at(0).at("owner"), json::value("user:" + std::to_string(people.bo.value)));
  EXPECT_TRUE(wanted.at(0).at("date_added").is_string());
  EXPECT_EQ(wanted.at(1).at("type"), json::value("ownershipRule"));
  EXPECT_EQ(wanted.at(1).at("owner"), json::value("team:1"));
  const json::value list = get(ada, "organizations/acme/issues/?query=&expand=owners");
  for (const json::value& item : list.as_array()) {
    if (item.at("id") == json::value(first)) {
      EXPECT_EQ(item.at("owners"), wanted);
    } else {
      EXPECT_TRUE(item.at("owners").is_null());
    }
  }
  EXPECT_FALSE(shown(first).as_object().contains("owners"));
}

}  // namespace
}  // namespace picket::conformance
