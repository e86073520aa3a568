// The ledger over time.
#include "../texts.h"
#include "adapters.h"
#include "ports/outcomes.h"

namespace picket::contract {
namespace {

using protocol::Category;
using protocol::Outcome;
using protocol::OutcomeCount;

class OutcomeSeries : public MetaDbContract {
 protected:
  static constexpr Timestamp kHour = std::chrono::floor<std::chrono::hours>(kStart);

  OutcomeSeries() { query_.projects = {ProjectId{1}, ProjectId{2}}; }

  void add(int minute, Category category, Outcome outcome, std::string reason,
           std::int64_t quantity, ProjectId project = ProjectId{1}, KeyId key = KeyId{1}) {
    const std::vector counts = {OutcomeCount{OrgId{1}, project, key,
                                             kHour + std::chrono::minutes(minute), category,
                                             outcome, std::move(reason), quantity}};
    ASSERT_TRUE(tx_->outcomes().add(counts));
  }
  std::vector<OutcomeCount> ask() { return *tx_->outcomes().series(query_); }
  std::vector<std::int64_t> quantities() {
    std::vector<std::int64_t> all;
    for (const OutcomeCount& row : ask()) all.push_back(row.quantity);
    return all;
  }

  ports::OutcomeSeriesQuery query_{.start = kHour, .end = kHour + std::chrono::hours(3)};
  std::unique_ptr<ports::MetaTx> tx_ = write();
};

INSTANTIATE_TEST_SUITE_P(Adapters, OutcomeSeries, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(OutcomeSeries, SumByBucketFromTheStartOn) {
  add(-1, Category::error, Outcome::accepted, "", 1);
  add(0, Category::error, Outcome::accepted, "", 2);
  add(59, Category::transaction, Outcome::invalid, "x", 4);
  add(60, Category::error, Outcome::accepted, "", 8, ProjectId{2}, KeyId{2});
  add(179, Category::error, Outcome::accepted, "", 16);
  add(180, Category::error, Outcome::accepted, "", 32);
  add(61, Category::error, Outcome::accepted, "", 64, ProjectId{3});
  const auto rows = ask();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].minute, kHour);
  EXPECT_EQ(rows[0].quantity, 6);
  EXPECT_EQ(rows[1].minute, kHour + std::chrono::hours(1));
  EXPECT_EQ(rows[1].quantity, 8);
  EXPECT_EQ(rows[2].minute, kHour + std::chrono::hours(2));
  EXPECT_EQ(rows[2].quantity, 16);
  query_.start += std::chrono::minutes(30);
  query_.bucket = std::chrono::minutes(45);
  EXPECT_EQ(ask()[0].minute, query_.start);
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{12, 16}));
}

TEST_P(OutcomeSeries, AreSplitByWhatIsAsked) {
  add(0, Category::error, Outcome::accepted, "", 1);
  add(0, Category::error, Outcome::invalid, "a", 2);
  add(0, Category::error, Outcome::invalid, "b", 4);
  add(0, Category::transaction, Outcome::invalid, "b", 8);
  add(0, Category::error, Outcome::accepted, "", 16, ProjectId{2}, KeyId{7});
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{31}));
  query_.split = {.outcome = true};
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{17, 14}));
  query_.split = {.category = true, .reason = true};
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{17, 2, 4, 8}));
  query_.split = {.project = true};
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{15, 16}));
  query_.split = {.project = true, .key = true, .category = true, .outcome = true, .reason = true};
  const auto rows = ask();
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[4].project, ProjectId{2});
  EXPECT_EQ(rows[4].key, KeyId{7});
  EXPECT_EQ(rows[3].category, Category::transaction);
  EXPECT_EQ(rows[3].outcome, Outcome::invalid);
  EXPECT_EQ(rows[3].reason, "b");
}

TEST_P(OutcomeSeries, AreOfWhatIsNamedOnly) {
  add(0, Category::error, Outcome::accepted, "", 1);
  add(0, Category::default_, Outcome::filtered, "a", 2);
  add(0, Category::transaction, Outcome::filtered, "a", 4, ProjectId{2}, KeyId{9});
  query_.categories = {Category::error, Category::default_};
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{3}));
  query_.outcomes = {Outcome::filtered};
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{2}));
  query_.categories.clear();
  query_.key = KeyId{9};
  EXPECT_EQ(quantities(), (std::vector<std::int64_t>{4}));
  query_.projects = {ProjectId{1}};
  EXPECT_TRUE(ask().empty());
  query_.projects.clear();
  EXPECT_TRUE(ask().empty());
}

TEST_P(OutcomeSeries, CarryAnyReason) {
  for (const std::string& reason : kHostileTexts)
    add(0, Category::error, Outcome::client_discard, reason, 1);
  query_.split = {.reason = true};
  EXPECT_EQ(ask().size(), kHostileTexts.size());
}

}  // namespace
}  // namespace picket::contract
