// The ledger.
#include "ports/outcomes.h"

#include "../texts.h"
#include "adapters.h"
#include "ports/issues.h"
#include "ports/projects.h"

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

class FoldedOutcomes : public MetaDbContract {
 protected:
  static constexpr std::chrono::hours kHour{1};
  const Timestamp hour_ = std::chrono::floor<std::chrono::hours>(kStart);

  void add(ports::MetaTx& tx, Timestamp minute, std::int64_t quantity, KeyId key = KeyId{1}) {
    const std::vector counts = {
        count(ProjectId{1}, minute, Category::error, Outcome::accepted, "", quantity, key)};
    ASSERT_TRUE(tx.outcomes().add(counts));
  }
  static std::int64_t sum(ports::MetaTx& tx, std::optional<Timestamp> start = {},
                          std::optional<Timestamp> end = {}) {
    std::int64_t total = 0;
    const auto rows = *tx.outcomes().sum({{ProjectId{1}}, start, end});
    for (const auto& row : rows) total += row.quantity;
    return total;
  }
};

INSTANTIATE_TEST_SUITE_P(Adapters, FoldedOutcomes, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(FoldedOutcomes, KeepTheirSumsAndLoseTheirMinutes) {
  const auto tx = write();
  add(*tx, hour_, 1);
  add(*tx, hour_ + std::chrono::minutes(59), 2, KeyId{2});
  add(*tx, hour_ + kHour, 4);
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(hour_ + 10 * kHour), 2);
  EXPECT_EQ(sum(*tx, hour_), 4);
  EXPECT_EQ(sum(*tx), 7);
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(hour_ + 10 * kHour), 1);
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(hour_ + 10 * kHour), 0);
  EXPECT_EQ(sum(*tx, hour_), 0);
  EXPECT_EQ(sum(*tx), 7);
  EXPECT_EQ(tx->outcomes().totals()->accepted_errors, 7);
}

TEST_P(FoldedOutcomes, AreThoseBeforeTheLimitOnly) {
  const auto tx = write();
  const Timestamp middle = hour_ + std::chrono::minutes(30);
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(middle), 0);
  add(*tx, middle - std::chrono::minutes(1), 1);
  add(*tx, middle, 2);
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(middle + std::chrono::seconds(30)), 1);
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(middle + std::chrono::seconds(30)), 0);
  EXPECT_EQ(sum(*tx, middle), 2);
  EXPECT_EQ(sum(*tx), 3);
}

TEST_P(FoldedOutcomes, AreKeptApartByWhatTheyCount) {
  const auto tx = write();
  const std::vector counts = {
      count(ProjectId{1}, hour_, Category::error, Outcome::accepted, "", 1),
      count(ProjectId{1}, hour_, Category::error, Outcome::invalid, "a", 2),
      count(ProjectId{1}, hour_, Category::error, Outcome::invalid, "b", 4),
      count(ProjectId{1}, hour_, Category::default_, Outcome::accepted, "", 8),
      count(ProjectId{2}, hour_, Category::error, Outcome::accepted, "", 16)};
  ASSERT_TRUE(tx->outcomes().add(counts));
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(hour_ + kHour), 5);
  std::vector<std::int64_t> quantities;
  const auto rows = *tx->outcomes().sum({{ProjectId{1}, ProjectId{2}}, {}, {}});
  for (const auto& row : rows) quantities.push_back(row.quantity);
  EXPECT_EQ(quantities, (std::vector<std::int64_t>{8, 1, 2, 4, 16}));
}

TEST_P(FoldedOutcomes, TakeWhatComesLaterForTheirMinutes) {
  const auto tx = write();
  add(*tx, hour_, 5);
  ASSERT_TRUE(tx->outcomes().fold_oldest_hour(hour_ + kHour));
  add(*tx, hour_, -1);  // A dead letter of that minute was replayed.
  EXPECT_EQ(*tx->outcomes().fold_oldest_hour(hour_ + kHour), 1);
  EXPECT_EQ(sum(*tx), 4);
  EXPECT_EQ(sum(*tx, hour_), 0);
}

TEST_P(MetaDbContract, MaintenanceKeepsEverythingAndCanBeRepeated) {
  {
    const auto tx = write();
    project(*tx);
    ASSERT_TRUE(tx->commit());
  }
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(db_->maintain(Deadline::in(std::chrono::seconds(30))));
  EXPECT_EQ(read()->projects().list()->size(), 1U);
  const auto held = write();
  const auto refused = db_->maintain(Deadline::in(std::chrono::milliseconds(1)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
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
