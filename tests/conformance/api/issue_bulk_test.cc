// Many issues changed by one request: found without holding the writer up, so many at a time, and
// taken back. Source: shared spec "api", sections 8.3 and 8.4; docs/decisions/0071.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/deadline.h"
#include "conformance/api/world.h"
#include "ports/issues.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

const std::string kIssues = "organizations/acme/issues/";

class IssuesInBulk : public testing::Test {
 protected:
  IssuesInBulk() { world.fill(); }

  net::testkit::Answer ask(Method method, const std::string& path, std::string_view body = {}) {
    return world.ask(method, "/api/0/" + path, body);
  }
  json::value put(const std::string& path, std::string_view body) {
    const auto answer = ask(Method::put, path, body);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    return answer.body.empty() ? json::value() : json::parse(answer.body);
  }
  /// What events would have made; their numbers are in their titles.
  std::vector<std::string> make_issues(int count) {
    auto tx = *world.meta().begin_write(Deadline::never());
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) {
      domain::IssueFacts facts;
      facts.type = "default";
      facts.title = "made " + std::to_string(i);
      facts.metadata_json = "{}";
      const auto id =
          *tx->issues().create(ProjectId{1}, facts, world.now(), domain::Priority::high);
      ids.push_back(std::to_string(id.value));
    }
    EXPECT_TRUE(tx->commit());
    return ids;
  }
  /// Of each issue, what a change of many may change.
  json::array states(const std::vector<std::string>& ids) {
    json::array all;
    for (const std::string& id : ids) {
      const json::value shown = world.get_json(kIssues + id + "/");
      json::object state{{"id", id}};
      for (const char* name :
           {"status", "substatus", "statusDetails", "assignedTo", "priority", "isBookmarked"})
        state[name] = shown.at(name);
      all.push_back(std::move(state));
    }
    return all;
  }
  void take_back(const json::value& undo) {
    for (const json::value& step : undo.as_array()) {
      std::string path = kIssues + "?project=-1";
      for (const json::value& id : step.at("id").as_array())
        path += "&id=" + std::string(id.as_string());
      put(path, json::serialize(step.at("body")));
    }
  }
  std::int64_t count(const std::string& query) {
    const auto answer = ask(Method::get, kIssues + "?limit=1&query=" + query);
    return std::stoll(std::string(answer.headers.get("X-Hits")));
  }

  ApiWorld world;
};

bool has_more(const net::testkit::Answer& answer) {
  return std::string(answer.headers.get("Link")).find("rel=\"next\"; results=\"true\"") !=
         std::string::npos;
}

std::string next_cursor(const net::testkit::Answer& answer) {
  const std::string link(answer.headers.get("Link"));
  const std::size_t start = link.find("cursor=\"", link.find("rel=\"next\"")) + 8;
  return link.substr(start, link.find('"', start) - start);
}

TEST_F(IssuesInBulk, AreTakenBackToWhatEachWas) {
  const std::vector<std::string> ids = make_issues(6);
  put(kIssues + ids[0] + "/", R"({"assignedTo":"user:1","priority":"low","isBookmarked":true})");
  put(kIssues + ids[1] + "/", R"({"status":"ignored","statusDetails":{"ignoreCount":7}})");
  put(kIssues + ids[2] + "/", R"({"status":"ignored","substatus":"archived_forever"})");
  put(kIssues + ids[3] + "/", R"({"status":"resolved","statusDetails":{"inNextRelease":true}})");
  put(kIssues + ids[4] + "/", R"({"status":"unresolved","substatus":"escalating"})");
  put(kIssues + ids[5] + "/", R"({"status":"resolved","assignedTo":"#backend"})");
  const json::array before = states(ids);
  for (const std::string_view body :
       {R"({"status":"resolved"})",
        R"({"status":"ignored","substatus":"archived_until_escalating"})",
        R"({"status":"unresolved","assignedTo":"user:2","priority":"medium","isBookmarked":true})",
        R"({"assignedTo":""})"}) {
    const json::value delta = put(kIssues + "?query=made&undo=1", body);
    EXPECT_NE(json::serialize(states(ids)), json::serialize(before)) << body;
    take_back(delta.at("undo"));
    EXPECT_EQ(json::serialize(states(ids)), json::serialize(before)) << body;
  }
}

TEST_F(IssuesInBulk, OnlyThoseThatChangedAreTakenBack) {
  const std::vector<std::string> ids = make_issues(2);
  put(kIssues + ids[0] + "/", R"({"status":"resolved"})");
  const json::value delta = put(kIssues + "?query=made&undo=1", R"({"status":"resolved"})");
  ASSERT_EQ(delta.at("undo").as_array().size(), 1U);
  EXPECT_EQ(delta.at("undo").at(0).at("id"), json::array{json::value(ids[1])});
  EXPECT_FALSE(
      put(kIssues + "?query=made", R"({"status":"resolved"})").as_object().contains("undo"))
      << "nobody asked";
}

TEST_F(IssuesInBulk, WhatCannotBeTakenBackIsNotDoneWithUndo) {
  make_issues(2);
  for (const std::string_view body : {R"({"merge":1})", R"({"discard":true})", R"({"inbox":false})",
                                      R"({"isPublic":true,"status":"resolved"})"}) {
    const auto refused = ask(Method::put, kIssues + "?query=made&undo=1", body);
    EXPECT_EQ(refused.status, 400) << body << refused.body;
    EXPECT_NE(refused.body.find("cannot be taken back"), std::string::npos) << refused.body;
  }
  EXPECT_EQ(count("made+is:unresolved"), 2);
}

TEST_F(IssuesInBulk, OfASearchAreChangedAThousandAtATime) {
  make_issues(1200);
  const std::string path = kIssues + "?query=made&sort=new&undo=1";
  const auto first = ask(Method::put, path, R"({"priority":"low"})");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_TRUE(has_more(first)) << first.headers.get("Link");
  EXPECT_EQ(json::parse(first.body).at("undo").at(0).at("id").as_array().size(), 1000U);
  EXPECT_EQ(count("made+!issue.priority:low"), 200);
  const auto second =
      ask(Method::put, path + "&cursor=" + next_cursor(first), R"({"priority":"low"})");
  ASSERT_EQ(second.status, 200) << second.body;
  EXPECT_FALSE(has_more(second)) << second.headers.get("Link");
  EXPECT_EQ(json::parse(second.body).at("undo").at(0).at("id").as_array().size(), 200U);
  EXPECT_EQ(count("made+!issue.priority:low"), 0);

  const auto deleted = ask(Method::delete_, kIssues + "?query=made&sort=new");
  EXPECT_EQ(deleted.status, 204);
  EXPECT_TRUE(has_more(deleted));
  EXPECT_EQ(count("made"), 200);
}

TEST_F(IssuesInBulk, ThatAreNamedHaveNoNextPage) {
  const std::vector<std::string> ids = make_issues(1);
  const auto answer = ask(Method::put, kIssues + "?id=" + ids[0], R"({"priority":"low"})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("Link"), "");
}

TEST_F(IssuesInBulk, AreNotLookedForBackwards) {
  EXPECT_EQ(ask(Method::put, kIssues + "?cursor=0:0:1", R"({"priority":"low"})").status, 400);
  EXPECT_EQ(ask(Method::put, kIssues + "?cursor=x", R"({"priority":"low"})").status, 400);
}

TEST_F(IssuesInBulk, AreLookedForWithoutTheWriter) {
  // In memory a view that is open keeps writers out.
  const auto view = *world.meta().begin_read();
  const std::string search = kIssues + "?query=level:warning+nothing-has-this-text";
  EXPECT_EQ(ask(Method::put, search, R"({"status":"resolved"})").status, 204);
  EXPECT_EQ(ask(Method::put, search, R"({"status":"closed"})").status, 400);
  EXPECT_EQ(ask(Method::put, kIssues + "?query=is:nonsense", R"({"status":"resolved"})").status,
            400);
  EXPECT_EQ(ask(Method::delete_, search).status, 204);
}

}  // namespace
}  // namespace picket::conformance
