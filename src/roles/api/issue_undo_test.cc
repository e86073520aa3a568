#include "roles/api/issue_undo.h"

#include <string_view>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::IssueStatus;
using domain::Substatus;

domain::Issue issue(std::int64_t id, IssueStatus status, Substatus substatus,
                    std::int64_t project = 1) {
  domain::Issue made;
  made.id = IssueId{id};
  made.project = ProjectId{project};
  made.status = status;
  made.substatus = substatus;
  return made;
}

std::string back(const domain::Issue& of, std::string_view details) {
  return json::serialize(status_back(of, json::parse(details).as_object()));
}

TEST(StatusBack, SaysWhatTheIssueWas) {
  EXPECT_EQ(back(issue(1, IssueStatus::unresolved, Substatus::escalating), "{}"),
            R"({"status":"unresolved","substatus":"escalating"})");
  EXPECT_EQ(back(issue(1, IssueStatus::ignored, Substatus::archived_forever), "{}"),
            R"({"status":"ignored","substatus":"archived_forever"})");
  EXPECT_EQ(back(issue(1, IssueStatus::resolved, Substatus::none),
                 R"({"inRelease":"shop@2","actor":{"id":"1"}})"),
            R"({"status":"resolved","statusDetails":{"inRelease":"shop@2"}})");
  EXPECT_EQ(back(issue(1, IssueStatus::resolved, Substatus::none), R"({"autoResolved":true})"),
            R"({"status":"resolved"})");
}

TEST(StatusBack, KeepsWhatWasWaitedFor) {
  const auto archived = issue(1, IssueStatus::ignored, Substatus::archived_until_condition_met);
  EXPECT_EQ(back(archived, R"({"ignoreCount":3,"ignoreWindow":null,"ignoreUntil":null,)"
                           R"("ignoreUserCount":null,"ignoreUserWindow":null,"actor":null})"),
            R"({"status":"ignored","substatus":"archived_until_condition_met",)"
            R"("statusDetails":{"ignoreCount":3}})");
  EXPECT_EQ(back(archived, R"({"ignoreCount":0})"),
            R"({"status":"ignored","substatus":"archived_until_condition_met",)"
            R"("statusDetails":{"ignoreCount":1}})")
      << "a count of none would wait for nothing";
}

TEST(AssigneeBack, IsWhatAnUpdateTakes) {
  EXPECT_EQ(assignee_back({UserId{3}, {}}), "user:3");
  EXPECT_EQ(assignee_back({{}, TeamId{4}}), "team:4");
  EXPECT_EQ(assignee_back({}), "");
}

TEST(UndoSteps, PutIssuesThatWereAlikeIntoOneRequest) {
  UndoSteps steps;
  const auto any = IssueStatus::unresolved;
  steps.add(issue(1, any, Substatus::ongoing), {{"priority", "low"}});
  steps.add(issue(2, any, Substatus::ongoing), {{"priority", "high"}});
  steps.add(issue(3, any, Substatus::ongoing), {{"priority", "low"}});
  steps.add(issue(4, any, Substatus::ongoing), {});
  EXPECT_EQ(
      json::serialize(std::move(steps).to_json()),
      R"([{"id":["2"],"body":{"priority":"high"}},{"id":["1","3"],"body":{"priority":"low"}}])");
}

TEST(UndoSteps, ThatNameAReleaseAreOfOneProject) {
  UndoSteps steps;
  const auto resolved = IssueStatus::resolved;
  const json::object next{{"status", "resolved"}, {"statusDetails", {{"inNextRelease", true}}}};
  steps.add(issue(1, resolved, Substatus::none, 1), next);
  steps.add(issue(2, resolved, Substatus::none, 2), next);
  steps.add(issue(3, resolved, Substatus::none, 2), next);
  const json::array made = std::move(steps).to_json();
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[1].at("id"), (json::array{"2", "3"}));
}

TEST(CheckUndoable, RefusesWhatHasNoWayBackByName) {
  IssueUpdate update;
  update.status = IssueStatus::resolved;
  update.seen = true;
  EXPECT_TRUE(check_undoable(update));
  update.merge = true;
  auto refused = check_undoable(update);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, 400);
  EXPECT_TRUE(refused.error().body->contains("merge"));
  update = {};
  update.discard = true;
  EXPECT_FALSE(check_undoable(update));
  update = {};
  update.inbox = false;
  EXPECT_FALSE(check_undoable(update));
}

}  // namespace
}  // namespace picket::api
