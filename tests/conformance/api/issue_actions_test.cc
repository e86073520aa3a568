// What people do to issues, over a real socket: each change, what it answers, what is so then, and
// what is refused. Source: shared spec "api", section 8, and "issues", sections 2, 7 and 10.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/world.h"
#include "ports/issues.h"
#include "ports/organizations.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class IssueActions : public testing::Test {
 protected:
  IssueActions() {
    world.fill();
    id = world.issue_of(kNewerEvent);
    other = world.issue_of(kMessageEvent);
    issue = "organizations/acme/issues/" + id + "/";
  }

  net::testkit::Answer ask(Method method, const std::string& path, std::string_view body = {}) {
    return world.ask(method, "/api/0/" + path, body);
  }
  json::value change(Method method, const std::string& path, std::string_view body,
                     int status = 200) {
    const auto answer = ask(method, path, body);
    EXPECT_EQ(answer.status, status) << path << ": " << answer.body;
    return answer.body.empty() ? json::value() : json::parse(answer.body);
  }
  json::value update(std::string_view body) { return change(Method::put, issue, body); }
  std::string refusal(std::string_view body) {
    return json::serialize(change(Method::put, issue, body, 400));
  }
  json::value shown() { return world.get_json(issue); }
  /// Types of what happened, newest first.
  std::vector<std::string> story() {
    std::vector<std::string> types;
    const json::value story = world.get_json(issue + "activities/");
    for (const json::value& one : story.at("activity").as_array())
      types.emplace_back(one.at("type").as_string());
    return types;
  }
  std::size_t listed(const std::string& query) {
    return world.get_json("organizations/acme/issues/?" + query).as_array().size();
  }

  using Types = std::vector<std::string>;
  ApiWorld world;
  std::string id;
  std::string other;
  std::string issue;
};

TEST_F(IssueActions, AStatusIsSetToldAndFollowedOnce) {
  const json::value resolved = update(R"({"status":"resolved"})");
  EXPECT_EQ(resolved.at("status"), "resolved");
  EXPECT_TRUE(resolved.at("substatus").is_null());
  EXPECT_EQ(resolved.at("subscriptionDetails").at("reason"), "changed_status");
  update(R"({"status":"resolved"})");
  EXPECT_EQ(story(), (Types{"set_resolved", "first_seen"}));
  EXPECT_EQ(listed("query=is:resolved"), 1U);

  EXPECT_EQ(update(R"({"status":"unresolved"})").at("substatus"), "new");
  const json::value archived =
      update(R"({"status":"ignored","statusDetails":{"untilEscalating":true}})");
  EXPECT_EQ(archived.at("substatus"), "archived_until_escalating");
  EXPECT_EQ(update(R"({"status":"muted"})").at("substatus"), "archived_until_escalating")
      << "is archived already";
  EXPECT_EQ(update(R"({"status":"ignored","substatus":"archived_forever"})").at("substatus"),
            "archived_forever");
  EXPECT_EQ(story(),
            (Types{"set_ignored", "set_ignored", "set_unresolved", "set_resolved", "first_seen"}));
  EXPECT_EQ(update(R"({"status":"unresolved","substatus":"regressed"})").at("substatus"),
            "regressed");
  EXPECT_EQ(listed("query=is:regressed"), 1U);
}

TEST_F(IssueActions, WhatCannotBeIsRefusedByName) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({"status":"closed"})", R"({"status":["Invalid status."]})"},
      {R"({"status":1})", R"({"status":["Not a valid string."]})"},
      {R"({"status":"resolved","substatus":"ongoing"})",
       R"({"substatus":["Invalid substatus for this status."]})"},
      {R"({"substatus":"loud"})", R"({"substatus":["Invalid substatus."]})"},
      {R"({"priority":"urgent"})", R"({"priority":["Invalid priority."]})"},
      {R"({"assignedTo":"nobody@acme.test"})", R"({"assignedTo":["Unknown actor input"]})"},
      {R"({"assignedTo":"team:99"})", R"({"assignedTo":["Unknown actor input"]})"},
      {R"({"assignedTo":"user:99999999999999999999"})",
       R"({"assignedTo":["Unknown actor input"]})"},
      {R"({"assignedTo":[1]})", R"({"assignedTo":["Not a valid string."]})"},
      {R"({"hasSeen":"yes"})", R"({"hasSeen":["Must be a valid boolean."]})"},
      {R"({"statusDetails":3})", R"({"statusDetails":["Expected an object."]})"},
      {R"({"status":"ignored","statusDetails":{"ignoreCount":-1}})",
       R"({"statusDetails":{"ignoreCount":["Ensure this value is greater than or equal to 0."]}})"},
      {R"({"status":"ignored","ignoreCount":1,"ignoreWindow":10081})",
       R"({"ignoreWindow":["Ensure this value is less than or equal to 10080."]})"},
      {R"({"status":"ignored","substatus":"archived_until_condition_met"})",
       R"({"substatus":["statusDetails must say until when."]})"},
      {R"({"status":"resolved","statusDetails":{"inRelease":"unheard-of"}})",
       R"({"statusDetails":{"inRelease":["Unable to find a release with the given version."]}})"},
  };
  for (const auto& [body, want] : cases) EXPECT_EQ(refusal(body), want) << body;
  EXPECT_EQ(refusal(R"({"merge":1})"), R"({"detail":"At least two issues are needed to merge."})");
  EXPECT_NE(refusal(R"({"status":"resolved","statusDetails":{"inCommit":{"commit":"a"}}})")
                .find("Picket knows no commits"),
            std::string::npos);
  EXPECT_EQ(shown().at("status"), "unresolved") << "nothing was changed";
  EXPECT_EQ(story(), Types{"first_seen"});
  EXPECT_EQ(ask(Method::put, issue, "[]").status, 400);
  EXPECT_EQ(ask(Method::put, issue, "{").status, 400);
}

TEST_F(IssueActions, AnIssueIsArchivedUntilAConditionIsMet) {
  const json::value archived =
      update(R"({"status":"ignored","statusDetails":{"ignoreCount":100,"ignoreDuration":30}})");
  EXPECT_EQ(archived.at("substatus"), "archived_until_condition_met");
  const json::object& details = archived.at("statusDetails").as_object();
  EXPECT_EQ(details.at("ignoreCount"), 100);
  EXPECT_TRUE(details.at("ignoreUntil").is_string());
  EXPECT_TRUE(details.at("ignoreWindow").is_null());
  EXPECT_TRUE(details.at("ignoreUserCount").is_null());
  EXPECT_EQ(details.at("actor").at("id"), "1");
  EXPECT_EQ(shown().at("statusDetails"), archived.at("statusDetails"));
  EXPECT_EQ(story(), (Types{"set_ignored", "first_seen"}));
  const json::value older = update(R"({"status":"ignored","ignoreUserCount":3})");
  EXPECT_EQ(older.at("statusDetails").at("ignoreUserCount"), 3);
  EXPECT_TRUE(older.at("statusDetails").at("ignoreCount").is_null()) << "in its place";
  EXPECT_TRUE(update(R"({"status":"unresolved"})").at("statusDetails").as_object().empty());
}

TEST_F(IssueActions, AnIssueIsResolvedInAReleaseOrInTheNextOne) {
  const std::string releases = "organizations/acme/releases/";
  change(Method::post, releases, R"({"version":"shop-api@90.0.0","projects":["shop-api"]})", 201);
  const json::value latest =
      update(R"({"status":"resolved","statusDetails":{"inRelease":"latest"}})");
  EXPECT_EQ(latest.at("statusDetails").at("inRelease"), "shop-api@90.0.0");
  EXPECT_EQ(latest.at("statusDetails").at("actor").at("id"), "1");
  const json::value next = update(R"({"status":"resolvedInNextRelease"})");
  EXPECT_EQ(next.at("status"), "resolved");
  EXPECT_EQ(next.at("statusDetails").at("inNextRelease"), true);
  EXPECT_EQ(story(), (Types{"set_resolved_in_release", "set_resolved_in_release", "first_seen"}));
  change(Method::post, releases, R"({"version":"shop-api@91.0.0","projects":["shop-api"]})", 201);
  EXPECT_EQ(shown().at("statusDetails").at("inRelease"), "shop-api@91.0.0");
}

TEST_F(IssueActions, WhatAsksForNothingIsAccepted) {
  update(R"({"status":"resolved","statusDetails":{"inNextRelease":false,"ignoreCount":null},)"
         R"("snoozeDuration":null,"substatus":null,"merge":false,"unknown":1})");
  EXPECT_EQ(shown().at("status"), "resolved");
}

TEST_F(IssueActions, AnAssigneeIsNamedInManyWays) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"("user:2")", "2"}, {R"("ADA@acme.test")", "1"}, {"2", "2"}, {R"("1")", "1"}};
  for (const auto& [value, user] : cases) {
    const json::value now = update("{\"assignedTo\":" + std::string(value) + "}");
    EXPECT_EQ(now.at("assignedTo").at("type"), "user") << value;
    EXPECT_EQ(now.at("assignedTo").at("id").as_string(), user) << value;
  }
  for (const std::string_view value : {R"("team:1")", R"("#backend")"}) {
    const json::value now = update("{\"assignedTo\":" + std::string(value) + "}");
    EXPECT_EQ(now.at("assignedTo"),
              (json::value{{"type", "team"}, {"id", "1"}, {"name", "backend"}}));
  }
  for (const std::string_view value : {R"("")", "null"}) {
    EXPECT_TRUE(update("{\"assignedTo\":" + std::string(value) + "}").at("assignedTo").is_null());
  }
  const json::value list = world.get_json(issue + "activities/");
  EXPECT_EQ(list.at("activity").at(0).at("type"), "unassigned");
  const json::value& to_team = list.at("activity").at(1);
  EXPECT_EQ(to_team.at("type"), "assigned");
  EXPECT_EQ(to_team.at("data").at("assigneeType"), "team");
  EXPECT_EQ(to_team.at("user").at("email"), "ada@acme.test");
}

TEST_F(IssueActions, WithClosedMembershipAProjectIsThatOfItsTeams) {
  {
    const auto tx = *world.meta().begin_write(Deadline::never());
    ports::OrganizationRepository& orgs = tx->organizations();
    ports::Organization org = orgs.list_orgs()->front();
    org.settings.open_membership = false;
    ASSERT_TRUE(orgs.update_org(org));
    ASSERT_TRUE(orgs.create_team({{}, org.id, "web", "Web", org.created}));
    ports::MemberQuery query;
    query.org = org.id;
    query.user = UserId{2};
    ASSERT_TRUE(orgs.remove_team_member(TeamId{1}, orgs.list_members(query)->front().id));
    ASSERT_TRUE(tx->commit());
  }
  EXPECT_EQ(refusal(R"({"assignedTo":"#web"})"),
            R"({"assignedTo":["Cannot assign to a team without access to the project"]})");
  EXPECT_EQ(refusal(R"({"assignedTo":"user:2"})"),
            R"({"assignedTo":["Cannot assign to non-team member"]})");
  update(R"({"assignedTo":"#backend"})");
  update(R"({"assignedTo":"user:1"})");
}

TEST_F(IssueActions, WhoIsAssignedFollows) {
  update(R"({"assignedTo":"user:2"})");
  const json::value participants = shown().at("participants");
  ASSERT_EQ(participants.as_array().size(), 1U);
  EXPECT_EQ(participants.at(0).at("email"), "bo@acme.test");
  EXPECT_EQ(shown().at("isSubscribed"), false) << "that is Bo";
}

TEST_F(IssueActions, MarksAreTheCallers) {
  const json::value now =
      update(R"({"hasSeen":true,"isBookmarked":true,"isPublic":true,"priority":"low"})");
  EXPECT_EQ(now.at("hasSeen"), true);
  EXPECT_EQ(now.at("isBookmarked"), true);
  EXPECT_EQ(now.at("subscriptionDetails").at("reason"), "bookmarked");
  EXPECT_EQ(now.at("isPublic"), true);
  EXPECT_EQ(now.at("shareId").as_string().size(), 32U);
  EXPECT_EQ(now.at("priority"), "low");
  EXPECT_TRUE(now.at("priorityLockedAt").is_string());
  EXPECT_EQ(now.at("metadata").at("initial_priority"), 75);
  EXPECT_EQ(shown().at("seenBy").at(0).at("email"), "ada@acme.test");
  EXPECT_EQ(listed("query=bookmarks:me"), 1U);

  const json::value off =
      update(R"({"hasSeen":false,"isBookmarked":false,"isPublic":false,"isSubscribed":false})");
  EXPECT_EQ(off.at("hasSeen"), false);
  EXPECT_EQ(off.at("isBookmarked"), false);
  EXPECT_TRUE(off.at("shareId").is_null());
  EXPECT_TRUE(off.at("subscriptionDetails").is_null());
  update(R"({"status":"resolved"})");
  EXPECT_EQ(shown().at("isSubscribed"), false) << "they said that they do not want to";
  EXPECT_EQ(story(),
            (Types{"set_resolved", "set_private", "set_public", "set_priority", "first_seen"}));
}

TEST_F(IssueActions, ListsAreNarrowedByWhatPeopleDid) {
  update(R"({"assignedTo":"user:1"})");
  change(Method::put, "organizations/acme/issues/" + other + "/", R"({"assignedTo":"#backend"})");
  EXPECT_EQ(listed("query=assigned:me"), 1U);
  EXPECT_EQ(listed("query=assigned:my_teams"), 1U);
  EXPECT_EQ(listed("query=assigned:%23backend"), 1U);
  EXPECT_EQ(listed("query=assigned:bo@acme.test"), 0U);
  EXPECT_EQ(listed("query=assigned:stranger@x.test"), 0U);
  EXPECT_EQ(listed("query=assigned:none"), 0U);
  EXPECT_EQ(listed("query=is:assigned"), 2U);
  EXPECT_EQ(listed("query=is:unassigned"), 0U);
  EXPECT_EQ(listed("group=" + id), 1U);
  EXPECT_EQ(listed("group=" + id + "&group=" + other + "&query=is:resolved"), 2U);
  EXPECT_EQ(listed("group=999"), 0U);
  EXPECT_EQ(ask(Method::get, "organizations/acme/issues/?group=x").status, 400);
}

TEST_F(IssueActions, ManyAreChangedAtOnceAndAnswerWhatIsSo) {
  const std::string both = "organizations/acme/issues/?id=" + id + "&id=" + other;
  const json::value delta = change(Method::put, both + "&id=999", R"({"status":"resolved"})");
  EXPECT_EQ(delta, (json::value{{"status", "resolved"},
                                {"statusDetails", json::object()},
                                {"substatus", nullptr},
                                {"inbox", nullptr}}));
  EXPECT_EQ(listed("query=is:resolved"), 2U);
  EXPECT_EQ(
      ask(Method::put, "organizations/acme/issues/?id=999", R"({"status":"resolved"})").status,
      204);
  // Without ids those that the default query finds, which is none now.
  EXPECT_EQ(ask(Method::put, "organizations/acme/issues/", R"({"status":"ignored"})").status, 204);
  const json::value back = change(Method::put, "organizations/acme/issues/?query=is:resolved",
                                  R"({"status":"unresolved","inbox":false})");
  EXPECT_EQ(back.at("substatus"), "new");
  EXPECT_EQ(back.at("inbox"), false);
  EXPECT_EQ(story(), (Types{"mark_reviewed", "set_unresolved", "set_resolved", "first_seen"}));
  EXPECT_EQ(ask(Method::put, "organizations/acme/issues/?id=x", "{}").status, 400);
  EXPECT_EQ(ask(Method::put, both, R"({"status":"closed"})").status, 400);
}

TEST_F(IssueActions, ADeletedIssueIsGoneEverywhereAtOnce) {
  EXPECT_EQ(ask(Method::delete_, issue).status, 202);
  for (const std::string& path :
       {issue, issue + "events/", issue + "tags/", issue + "hashes/", issue + "activities/",
        issue + "notes/", "issues/" + id + "/",
        "projects/acme/shop-api/events/" + std::string(kNewerEvent) + "/",
        "projects/acme/shop-api/events/" + std::string(kNewerEvent) + "/json/",
        "organizations/acme/eventids/" + std::string(kNewerEvent) + "/"})
    EXPECT_EQ(ask(Method::get, path).status, 404) << path;
  EXPECT_EQ(ask(Method::put, issue, "{}").status, 404);
  EXPECT_EQ(ask(Method::delete_, issue).status, 404);
  EXPECT_EQ(listed("query="), 1U);
  EXPECT_EQ(world.get_json("projects/acme/shop-api/events/").as_array().size(), 1U);
  EXPECT_EQ(ask(Method::delete_, "organizations/acme/issues/?id=" + other).status, 204);
  EXPECT_EQ(listed("query="), 0U);
}

TEST_F(IssueActions, CommentsAreTheirAuthors) {
  const json::value note = change(Method::post, issue + "comments/",
                                  R"({"text":" a note ","mentions":["user:2"]})", 201);
  EXPECT_EQ(note.at("data").at("text"), "a note");
  EXPECT_EQ(note.at("user").at("email"), "ada@acme.test");
  EXPECT_EQ(shown().at("numComments"), 1);
  EXPECT_EQ(shown().at("participants").as_array().size(), 2U);
  const auto again = ask(Method::post, issue + "notes/", R"({"text":"a note"})");
  EXPECT_EQ(again.status, 400);
  EXPECT_EQ(again.body, R"({"detail":"You have already posted that comment."})");
  EXPECT_EQ(json::serialize(change(Method::post, issue + "notes/", R"({"text":" "})", 400)),
            R"({"text":["This field may not be blank."]})");
  EXPECT_EQ(ask(Method::post, issue + "notes/", R"({"text":"b","mentions":["user:9"]})").status,
            400);

  const std::string own = issue + "notes/" + std::string(note.at("id").as_string()) + "/";
  EXPECT_EQ(change(Method::put, own, R"({"text":"better"})").at("data").at("text"), "better");
  EXPECT_EQ(world.get_json(issue + "notes/").at(0).at("data").at("text"), "better");
  EXPECT_EQ(ask(Method::delete_, "organizations/acme/issues/" + other + "/notes/" +
                                     std::string(note.at("id").as_string()) + "/")
                .status,
            404)
      << "of another issue";
  EXPECT_EQ(ask(Method::delete_, own).status, 204);
  EXPECT_EQ(ask(Method::delete_, own).status, 404);
  EXPECT_EQ(shown().at("numComments"), 0);
}

TEST_F(IssueActions, AMentionedTeamFollows) {
  const json::value note =
      change(Method::post, issue + "notes/", R"({"text":"all","mentions":["#backend"]})", 201);
  EXPECT_EQ(note.at("data").at("mentions"), json::array{"#backend"});
  const auto marks = *(*world.meta().begin_read())->issues().marks_on(IssueId{std::stoll(id)});
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].reason, domain::FollowReason::comment) << "who wrote it";
  EXPECT_EQ(marks[1].reason, domain::FollowReason::team_mentioned);
  EXPECT_EQ(marks[1].following, domain::Following::on);
}

TEST_F(IssueActions, CommentsArePagedBothWays) {
  for (const char* text : {"1", "2", "3"})
    change(Method::post, issue + "notes/", "{\"text\":\"" + std::string(text) + "\"}", 201);
  const auto texts = [&](const std::string& cursor, std::string& link) {
    const auto answer = ask(Method::get, issue + "notes/?per_page=2&cursor=" + cursor);
    link = answer.headers.get("Link");
    std::string joined;
    const json::value notes = json::parse(answer.body);
    for (const json::value& note : notes.as_array())
      joined += std::string(note.at("data").at("text").as_string());
    return joined;
  };
  const auto cursor_of = [](const std::string& link, const std::string& relation) {
    const std::size_t at = link.find("rel=\"" + relation + "\"");
    const std::size_t start = link.find("cursor=\"", at) + 8;
    return link.substr(start, link.find('"', start) - start);
  };
  std::string link;
  EXPECT_EQ(texts("", link), "32");
  EXPECT_EQ(texts(cursor_of(link, "next"), link), "1");
  EXPECT_NE(link.find("rel=\"next\"; results=\"false\""), std::string::npos) << link;
  EXPECT_EQ(texts(cursor_of(link, "previous"), link), "32");
  EXPECT_NE(link.find("rel=\"previous\"; results=\"false\""), std::string::npos) << link;
}

TEST_F(IssueActions, IdsAreFoundWithinTheOrganization) {
  const json::value by_short = world.get_json("organizations/acme/shortids/SHOP-API-1/");
  EXPECT_EQ(by_short.at("organizationSlug"), "acme");
  EXPECT_EQ(by_short.at("projectSlug"), "shop-api");
  EXPECT_EQ(by_short.at("group").at("id"), by_short.at("groupId"));
  const json::value by_event =
      world.get_json("organizations/acme/eventids/" + std::string(kNewerEvent) + "/");
  EXPECT_EQ(by_event.at("groupId").as_string(), id);
  EXPECT_EQ(by_event.at("event").at("previousEventID").as_string(), kOlderEvent);
  for (const char* path : {"organizations/acme/shortids/SHOP-API-ZZ/",
                           "organizations/acme/shortids/1/", "organizations/acme/eventids/x/",
                           "organizations/acme/eventids/00000000000000000000000000000001/"})
    EXPECT_EQ(ask(Method::get, path).status, 404) << path;
}

TEST_F(IssueActions, AnEventIsReadAsItIsStored) {
  const json::value stored =
      world.get_json("projects/acme/shop-api/events/" + std::string(kNewerEvent) + "/json/");
  EXPECT_EQ(stored.at("event_id").as_string(), kNewerEvent);
  EXPECT_TRUE(stored.at("exception").is_object());
  EXPECT_EQ(stored.at("title"), "ValueError: price must be positive, got -3");
}

TEST_F(IssueActions, TagsAreCountedSearchedAndPaged) {
  const json::value tag = world.get_json(issue + "tags/environment/");
  EXPECT_EQ(tag.at("totalValues"), 2);
  EXPECT_EQ(tag.at("topValues").at(0).at("count"), 2);
  const auto page = ask(Method::get, issue + "tags/environment/values/?sort=-count&per_page=1");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.headers.get("Link").find("rel=\"next\"; results=\"false\""), std::string::npos);
  EXPECT_EQ(ask(Method::get, issue + "tags/nothing/").status, 404);
  EXPECT_EQ(ask(Method::get, issue + "tags/a%20b/").status, 400);
  EXPECT_EQ(ask(Method::get, issue + "tags/environment/values/?sort=loud").status, 400);
  const std::string values = "organizations/acme/tags/environment/values/";
  EXPECT_EQ(world.get_json(values + "?query=PROD").as_array().size(), 1U);
  EXPECT_TRUE(world.get_json(values + "?query=nowhere").as_array().empty());
  EXPECT_EQ(ask(Method::get, "organizations/acme/tags/?dataset=replays").status, 400);
}

TEST_F(IssueActions, OlderPathsLeadToTheSame) {
  for (const std::string& base :
       {"issues/" + id + "/", "groups/" + id + "/", "organizations/acme/groups/" + id + "/"}) {
    for (const char* below :
         {"", "events/", "events/recommended/", "tags/", "tags/environment/",
          "tags/environment/values/", "hashes/", "activities/", "notes/", "comments/"})
      EXPECT_EQ(ask(Method::get, base + below).status, 200) << base << below;
  }
}

}  // namespace
}  // namespace picket::conformance
