#include "domain/issue/life.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

TEST(IssueLife, EverySubstatusButNoneBelongsToOneStatus) {
  using enum Substatus;
  for (const Substatus one : {escalating, ongoing, regressed, new_})
    EXPECT_EQ(status_of(one), IssueStatus::unresolved);
  for (const Substatus one :
       {archived_until_escalating, archived_until_condition_met, archived_forever})
    EXPECT_EQ(status_of(one), IssueStatus::ignored);
  EXPECT_EQ(status_of(none), std::nullopt);
}

TEST(IssueLife, AStatusAloneImpliesASubstatus) {
  const auto implied = [](IssueStatus status, Duration age) {
    return implied_substatus(status, kNow - age, kNow);
  };
  const Duration week = kIssueIsNew;
  EXPECT_EQ(implied(IssueStatus::ignored, Duration(0)), Substatus::archived_forever);
  EXPECT_EQ(implied(IssueStatus::resolved, Duration(0)), Substatus::none);
  EXPECT_EQ(implied(IssueStatus::unresolved, week - Duration(1)), Substatus::new_);
  EXPECT_EQ(implied(IssueStatus::unresolved, week), Substatus::ongoing);
}

TEST(IssueLife, OnlyALaterEventBringsAResolvedIssueBack) {
  EXPECT_TRUE(regresses({IssueStatus::resolved, kNow}, kNow + Duration(1)));
  EXPECT_FALSE(regresses({IssueStatus::resolved, kNow}, kNow));
  EXPECT_FALSE(regresses({IssueStatus::resolved, std::nullopt}, kNow));
  for (const IssueStatus other :
       {IssueStatus::unresolved, IssueStatus::ignored, IssueStatus::pending_deletion})
    EXPECT_FALSE(regresses({other, kNow}, kNow + Duration(1)));
}

}  // namespace
}  // namespace picket::domain
