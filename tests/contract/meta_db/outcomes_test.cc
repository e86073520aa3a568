// The ledger.
#include "../texts.h"
#include "adapters.h"

namespace picket::contract {
namespace {

using protocol::Category;
using protocol::Outcome;
using protocol::OutcomeCount;

OutcomeCount count(ProjectId project, Timestamp minute, Category category, Outcome outcome,
                   std::string reason, std::int64_t quantity, KeyId key = {}) {
  return {OrgId{1}, project, key, minute, category, outcome, std::move(reason), quantity};
}

TEST_P(MetaDbContract, OutcomesAddUpPerReasonOverKeysAndMinutes) {
  const auto tx = write();
  const ProjectId p{1};
  const auto minute = std::chrono::minutes(1);
  const std::vector<OutcomeCount> counts = {
      count(p, kStart, Category::error, Outcome::accepted, "", 3, KeyId{1}),
      count(p, kStart, Category::error, Outcome::accepted, "", 4, KeyId{1}),
      count(p, kStart, Category::error, Outcome::accepted, "", 5, KeyId{2}),
      count(p, kStart + minute, Category::error, Outcome::accepted, "", 6, KeyId{1}),
      count(p, kStart, Category::error, Outcome::invalid, "duplicate", 7),
      count(p, kStart, Category::attachment, Outcome::accepted, "", 1'000'000'000'000),
      count(ProjectId{2}, kStart, Category::error, Outcome::lost, "", 1)};
  ASSERT_TRUE(tx->outcomes().add(counts));
  ASSERT_TRUE(tx->outcomes().add(std::vector{counts[4]}));

  const auto sums = *tx->outcomes().sum({{p}, {}, {}});
  ASSERT_EQ(sums.size(), 3U);
  EXPECT_EQ(sums[0].org, OrgId{1});
  EXPECT_EQ(sums[0].project, p);
  EXPECT_EQ(sums[0].category, Category::error);
  EXPECT_EQ(sums[0].outcome, Outcome::accepted);
  EXPECT_EQ(sums[0].reason, "");
  EXPECT_EQ(sums[0].quantity, 18);
  EXPECT_EQ(sums[1].outcome, Outcome::invalid);
  EXPECT_EQ(sums[1].reason, "duplicate");
  EXPECT_EQ(sums[1].quantity, 14);
  EXPECT_EQ(sums[2].category, Category::attachment);
  EXPECT_EQ(sums[2].quantity, 1'000'000'000'000);
  EXPECT_EQ(tx->outcomes().sum({{p, ProjectId{2}}, {}, {}})->size(), 4U);
}

TEST_P(MetaDbContract, SumsNameTheirProjectsAndTheirRange) {
  const auto tx = write();
  const ProjectId p{1};
  const auto minute = std::chrono::minutes(1);
  for (int i = 0; i < 3; ++i) {
    const std::vector counts = {
        count(p, kStart + i * minute, Category::error, Outcome::accepted, "", 1 << i)};
    ASSERT_TRUE(tx->outcomes().add(counts));
  }
  const Timestamp first = protocol::minute_of(kStart);
  EXPECT_TRUE(tx->outcomes().sum({})->empty());
  EXPECT_TRUE(tx->outcomes().sum({{ProjectId{9}}, {}, {}})->empty());
  EXPECT_EQ(tx->outcomes().sum({{p}, first + minute, {}})->at(0).quantity, 6);
  EXPECT_EQ(tx->outcomes().sum({{p}, {}, first + minute})->at(0).quantity, 1);
  EXPECT_EQ(tx->outcomes().sum({{p}, first + minute, first + 2 * minute})->at(0).quantity, 2);
}

TEST_P(MetaDbContract, OutcomesOfTheSameMinuteShareARow) {
  const auto tx = write();
  const std::vector counts = {count(ProjectId{1},
                                    protocol::minute_of(kStart) + std::chrono::seconds(59),
                                    Category::error, Outcome::accepted, "", 1)};
  ASSERT_TRUE(tx->outcomes().add(counts));
  const Timestamp next = protocol::minute_of(kStart) + std::chrono::minutes(1);
  EXPECT_EQ(tx->outcomes().sum({{ProjectId{1}}, {}, next})->at(0).quantity, 1);
  EXPECT_EQ(tx->outcomes().sum({{ProjectId{1}}, protocol::minute_of(kStart), {}})->size(), 1U);
}

TEST_P(MetaDbContract, ReasonsAreAnyText) {
  const auto tx = write();
  for (const std::string& reason : kHostileTexts) {
    const std::vector counts = {
        count(ProjectId{1}, kStart, Category::unknown, Outcome::invalid, reason, 1)};
    ASSERT_TRUE(tx->outcomes().add(counts));
  }
  const auto sums = *tx->outcomes().sum({{ProjectId{1}}, {}, {}});
  EXPECT_EQ(sums.size(), kHostileTexts.size());
  for (const OutcomeCount& sum : sums) {
    EXPECT_EQ(sum.category, Category::unknown);
    EXPECT_NE(std::find(kHostileTexts.begin(), kHostileTexts.end(), sum.reason),
              kHostileTexts.end());
  }
}

TEST_P(MetaDbContract, AReplayedDeadLetterTakesItsOutcomeBack) {
  const auto tx = write();
  const std::vector counts = {
      count(ProjectId{1}, kStart, Category::error, Outcome::invalid, "dead_letter", 1),
      count(ProjectId{1}, kStart, Category::error, Outcome::invalid, "dead_letter", -1)};
  ASSERT_TRUE(tx->outcomes().add(counts));
  EXPECT_EQ(tx->outcomes().sum({{ProjectId{1}}, {}, {}})->at(0).quantity, 0);
}

TEST_P(MetaDbContract, TotalsCountAcceptedErrorLikeItemsAndIssueEvents) {
  const auto tx = write();
  EXPECT_EQ(tx->outcomes().totals()->accepted_errors, 0);
  EXPECT_EQ(tx->outcomes().totals()->issue_events, 0);
  const ProjectId p = project(*tx);
  const std::vector counts = {
      count(p, kStart, Category::default_, Outcome::accepted, "", 1),
      count(p, kStart, Category::error, Outcome::accepted, "", 2),
      count(ProjectId{77}, kStart, Category::security, Outcome::accepted, "", 4),
      count(p, kStart, Category::attachment, Outcome::accepted, "", 8),
      count(p, kStart, Category::transaction, Outcome::accepted, "", 16),
      count(p, kStart, Category::error, Outcome::filtered, "x", 32)};
  ASSERT_TRUE(tx->outcomes().add(counts));
  for (int i = 0; i < 2; ++i) {
    const IssueId issue = *tx->issues().create(p, {}, kStart, domain::Priority::low);
    ASSERT_TRUE(tx->issues().apply({issue, 5, kStart, kStart, {}}));
  }
  EXPECT_EQ(tx->outcomes().totals()->accepted_errors, 7);
  EXPECT_EQ(tx->outcomes().totals()->issue_events, 10);
}

TEST_P(MetaDbContract, ALargeSetOfOutcomesIsOneCall) {
  const auto tx = write();
  std::vector<OutcomeCount> counts;
  for (int i = 0; i < 20'000; ++i) {
    counts.push_back(count(ProjectId{i % 100 + 1}, kStart + std::chrono::minutes(i % 7),
                           Category::error, Outcome::accepted, "", 1));
  }
  ASSERT_TRUE(tx->outcomes().add(counts));
  EXPECT_EQ(tx->outcomes().totals()->accepted_errors, 20'000);
}

}  // namespace
}  // namespace picket::contract
