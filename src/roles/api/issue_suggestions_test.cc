#include "roles/api/issue_suggestions.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

using domain::Assignee;
using domain::Issue;
using domain::IssueOwner;
using domain::OwnerKind;
using domain::search::Actor;
using domain::search::SuggestionCondition;

const Assignee kAda{UserId{1}, TeamId{}};
const Assignee kWeb{UserId{}, TeamId{1}};

/// Issue 3 is suggested to Ada and the team, issue 4 to Ada.
class FewOwners final : public ports::IssueOwners {
 public:
  Result<std::optional<Timestamp>> owners_evaluated(IssueId) override {
    return std::optional<Timestamp>();
  }
  Result<void> put_owners(IssueId, std::span<const IssueOwner>, Timestamp) override { return {}; }
  Result<std::vector<IssueOwner>> owners_of(std::span<const IssueId> issues) override {
    if (fails) return unexpected(Error{ErrorKind::unavailable, "busy", {}});
    std::vector<IssueOwner> owners;
    for (const IssueId issue : issues) {
      EXPECT_NE(issue.value, 1) << "it is assigned";
      if (issue.value == 3 || issue.value == 4)
        owners.push_back({issue, OwnerKind::ownership_rule, kAda, "*"});
      if (issue.value == 3) owners.push_back({issue, OwnerKind::codeowners, kWeb, "*"});
    }
    return owners;
  }
  bool fails = false;
};

Issue issue(std::int64_t id, Assignee assignee) {
  Issue made;
  made.id = IssueId{id};
  made.assignee = assignee;
  return made;
}

/// Of issue 1 (Ada's), 2 (nobody's), 3 and 4 (suggested) and 5 (of the team): who meets them.
std::vector<int> met(const std::vector<SuggestionCondition>& conditions) {
  const Issue issues[] = {issue(1, kAda), issue(2, {}), issue(3, {}), issue(4, {}), issue(5, kWeb)};
  std::vector<const Issue*> asked;
  for (const Issue& one : issues) asked.push_back(&one);
  FewOwners owners;
  const auto answer = meet_suggestions(owners, asked, conditions);
  EXPECT_TRUE(answer);
  std::vector<int> ids;
  for (std::size_t i = 0; answer && i < answer->size(); ++i) {
    if ((*answer)[i]) ids.push_back(static_cast<int>(i) + 1);
  }
  return ids;
}

SuggestionCondition people(std::vector<Actor> actors, bool negated = false) {
  return {{std::move(actors)}, negated};
}

const Actor kUserOne{Actor::Kind::user_id, "1"};
const Actor kTeamOne{Actor::Kind::team_id, "1"};
using Ids = std::vector<int>;

TEST(MeetSuggestions, AssignedOrSuggestedWhileNobodyIs) {
  EXPECT_EQ(met({people({kUserOne})}), (Ids{1, 3, 4}));
  EXPECT_EQ(met({people({kTeamOne})}), (Ids{3, 5}));
  EXPECT_EQ(met({people({kUserOne, kTeamOne})}), (Ids{1, 3, 4, 5}));
  EXPECT_EQ(met({people({{Actor::Kind::user_id, "2"}})}), Ids{});
}

TEST(MeetSuggestions, NobodyIsNeitherAssignedNorSuggested) {
  EXPECT_EQ(met({people({Actor()})}), Ids{2});
  EXPECT_EQ(met({people({Actor()}, true)}), (Ids{1, 3, 4, 5}));
}

TEST(MeetSuggestions, AllConditionsHold) {
  EXPECT_EQ(met({people({kUserOne}, true)}), (Ids{2, 5}));
  EXPECT_EQ(met({people({kUserOne}), people({kTeamOne})}), Ids{3});
  EXPECT_EQ(met({}), (Ids{1, 2, 3, 4, 5}));
}

TEST(MeetSuggestions, PassesOnWhatTheStoreSays) {
  const Issue one = issue(2, {});
  const Issue* const asked[] = {&one};
  FewOwners owners;
  owners.fails = true;
  const std::vector<SuggestionCondition> conditions = {people({kUserOne})};
  EXPECT_FALSE(meet_suggestions(owners, asked, conditions));
}

}  // namespace
}  // namespace picket::api
