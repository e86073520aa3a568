// Counts of searches, numbers of listed issues, pages of hashes, what is below an issue.
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/people_api.h"
#include "ports/issues.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class IssueReads : public PeopleApi {
 protected:
  IssueReads() {
    world.fill();
    id = world.issue_of(kNewerEvent);
    other = world.issue_of(kMessageEvent);
    issue = "organizations/acme/issues/" + id + "/";
  }

  std::string id;
  std::string other;
  std::string issue;
};

TEST_F(IssueReads, SearchesAreCounted) {
  ASSERT_EQ(ask(ada, Method::put, issue, R"({"status":"resolved"})").status, 200);
  const json::value counts =
      get(ada,
          "organizations/acme/issues-count/?query=is:unresolved&query=is:resolved&query="
          "&query=is:ignored&project=1&statsPeriod=14d");
  EXPECT_EQ(counts,
            (json::value{{"is:unresolved", 1}, {"is:resolved", 1}, {"", 2}, {"is:ignored", 0}}));
  EXPECT_EQ(get(ada, "organizations/acme/issues-count/"), json::object());
  EXPECT_EQ(ask(ada, Method::get, "organizations/acme/issues-count/?query=is:linked").status, 400);
  std::string many = "organizations/acme/issues-count/?query=";
  for (int i = 0; i < 20; ++i) many += "&query=is:resolved";
  EXPECT_EQ(ask(ada, Method::get, many).status, 400);
}

TEST_F(IssueReads, WhatWasBeforeTheRangeCountsInTheLifetime) {
  const std::string path = "organizations/acme/issues-stats/?groups=" + id + "&statsPeriod=1h";
  const json::value before = get(ada, path).at(0);
  EXPECT_GT(before.at("lifetime").at("userCount").to_number<int>(), 0);
  world.pass(std::chrono::hours(3));
  const json::value later = get(ada, path).at(0);
  EXPECT_EQ(later.at("count"), "0");
  EXPECT_EQ(later.at("userCount"), 0);
  EXPECT_EQ(later.at("lifetime"), before.at("lifetime"));
}

TEST_F(IssueReads, NumbersOfListedIssuesAreReadByThemselves) {
  const json::value stats =
      get(ada, "organizations/acme/issues-stats/?groups=" + id + "&groups=999&statsPeriod=24h");
  ASSERT_EQ(stats.as_array().size(), 1U);
  EXPECT_EQ(stats.at(0).at("id").as_string(), id);
  EXPECT_EQ(stats.at(0).at("count"), "2");
  EXPECT_EQ(stats.at(0).at("stats").at("24h").as_array().size(), 24U);
  EXPECT_FALSE(stats.at(0).as_object().contains("title"));
  constexpr std::string_view kPath = "organizations/acme/issues-stats/?";
  for (const std::string_view wrong : {"", "groups=999", "groups=x"})
    EXPECT_EQ(ask(ada, Method::get, std::string(kPath) + std::string(wrong)).status, 400) << wrong;
  std::string many(kPath);
  for (int i = 0; i < 101; ++i) many += "groups=1&";
  EXPECT_EQ(ask(ada, Method::get, many).status, 400);
}

TEST_F(IssueReads, HashesComeInPages) {
  const auto page = ask(ada, Method::get, issue + "hashes/?full=false&per_page=1");
  ASSERT_EQ(page.status, 200);
  EXPECT_EQ(json::parse(page.body).as_array().size(), 1U);
  EXPECT_NE(page.headers.get("Link").find("rel=\"next\"; results=\"false\""),
            std::string_view::npos)
      << page.headers.get("Link");
  EXPECT_TRUE(get(ada, issue + "hashes/?per_page=1&cursor=0:1:0").as_array().empty());
  EXPECT_EQ(ask(ada, Method::get, issue + "hashes/?cursor=x").status, 400);
}

TEST_F(IssueReads, WhatIsNotKeptOfAnIssueIsAnEmptyListOfAnIssueThatIs) {
  for (const char* name : {"external-issues/", "integrations/"}) {
    for (const std::string& form :
         {"organizations/acme/issues/" + id + "/", "organizations/acme/groups/" + id + "/",
          "issues/" + id + "/", "groups/" + id + "/"})
      EXPECT_TRUE(get(ada, form + name).as_array().empty()) << form << name;
    EXPECT_EQ(ask(ada, Method::get, std::string("issues/999/") + name).status, 404);
  }
}

TEST_F(IssueReads, DeletingIssuesIsInTheAuditLog) {
  ASSERT_EQ(ask(ada, Method::delete_, issue).status, 202);
  auto entries = log(people.acme);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries.front().event, "issue.delete");
  EXPECT_EQ(std::to_string(entries.front().target), id);
  ASSERT_EQ(ask(ada, Method::delete_, "organizations/acme/issues/?query=").status, 204);
  entries = log(people.acme);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_NE(entries.front().data_json.find("SHOP-API-1"), std::string::npos)
      << entries.front().data_json;
  // What finds none changes nothing.
  ASSERT_EQ(ask(ada, Method::delete_, "organizations/acme/issues/?query=").status, 204);
  EXPECT_EQ(log(people.acme).size(), 2U);
}

TEST_F(IssueReads, QuestionsEndWhenTheirAskerLeavesAndChangesDoNot) {
  get(ada, issue);
  EXPECT_TRUE(world.last_count_may_stop());
  ASSERT_EQ(ask(ada, Method::put, issue, R"({"status":"resolved"})").status, 200);
  EXPECT_FALSE(world.last_count_may_stop());
}

TEST_F(IssueReads, ASearchOfEventsThatCannotBeReadIsCalledSo) {
  const auto refused = ask(ada, Method::get, issue + "events/latest/?query=level:(");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, testing::HasSubstr(R"("detail":"Invalid event query: )"));
}

/// What others see while the events of a changed issue are counted: the writer is done.
TEST_F(IssueReads, AChangedIssueIsCountedAfterTheCommit) {
  const IssueId changing{std::stoll(id)};
  std::vector<domain::IssueStatus> seen;
  world.on_count([&] {
    const auto view = world.meta().begin_read();
    ASSERT_TRUE(view.has_value());
    seen.push_back((*(*view)->issues().get(changing))->status);
  });
  const auto changed = ask(ada, Method::put, issue, R"({"status":"resolved"})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json::parse(changed.body).at("status"), "resolved");
  EXPECT_EQ(json::parse(changed.body).at("count"), "2");
  EXPECT_EQ(seen, std::vector{domain::IssueStatus::resolved});
}

class Recommended : public PeopleApi {
 protected:
  /// `seconds` after noon of the same issue.
  void send(char id, int second, json::object more) {
    json::object event{{"message", "Out of stock"},
                       {"timestamp", "2026-05-13T11:00:0" + std::to_string(second) + "Z"}};
    for (const auto& member : more) event[member.key()] = member.value();
    world.send("1", people.key, std::string(32, id), event);
  }
  std::string event_of(std::string_view which) {
    world.fill();
    const std::string id =
        std::string(get(ada, "projects/acme/shop-api/events/" + std::string(32, 'a') + "/")
                        .at("groupID")
                        .as_string());
    return std::string(
        get(ada, "issues/" + id + "/events/" + std::string(which) + "/").at("id").as_string());
  }
};

TEST_F(Recommended, IsTheOneWithTheFewestErrorsThenTheMostToShow) {
  send('a', 1, {{"user", {{"id", "7"}}}});
  send('b', 2, {{"user", {{"id", "7"}}}, {"request", {{"url", "https://shop.test/"}}}});
  send('c', 3, {{"user", {{"id", "7"}}}});
  // More to show, but a part of it could not be read.
  send('d', 4,
       {{"user", {{"id", "7"}}},
        {"request", {{"url", "https://shop.test/"}}},
        {"contexts", {{"runtime", {{"name", "CPython"}}}}},
        {"breadcrumbs", 7}});
  EXPECT_EQ(event_of("recommended"), std::string(32, 'b'));
}

TEST_F(Recommended, IsTheLatestOfThoseThatAreAsGood) {
  send('a', 1, {});
  send('b', 3, {});
  send('c', 2, {});
  EXPECT_EQ(event_of("recommended"), std::string(32, 'b'));
}

}  // namespace
}  // namespace picket::conformance
