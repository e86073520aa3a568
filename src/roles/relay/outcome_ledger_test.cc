#include "roles/relay/outcome_ledger.h"

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "obs/metrics.h"
#include "roles/relay/limits.h"

namespace picket::relay {
namespace {

using protocol::Category;
using protocol::Outcome;

struct LedgerTest : ::testing::Test {
  std::int64_t total() {
    std::int64_t sum = 0;
    for (const auto& count : ledger.take()) sum += count.quantity;
    return sum;
  }
  bool page_has(const std::string& line) {
    return metrics.prometheus_text().find("\n" + line + "\n") != std::string::npos;
  }

  obs::Registry metrics;
  Telemetry telemetry{metrics, obs::null_logger()};
  OutcomeLedger ledger{telemetry};
  Scope scope{OrgId{1}, ProjectId{2}, KeyId{3}, from_unix_us(60'000'000)};
};

TEST_F(LedgerTest, SumsWhatIsTheSameInEverything) {
  ledger.add(scope, Category::error, Outcome::invalid, "cors", 1);
  ledger.add(scope, Category::error, Outcome::invalid, "cors", 2);
  const auto counts = ledger.take();
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].org.value, 1);
  EXPECT_EQ(counts[0].project.value, 2);
  EXPECT_EQ(counts[0].key.value, 3);
  EXPECT_EQ(counts[0].minute, scope.minute);
  EXPECT_EQ(counts[0].category, Category::error);
  EXPECT_EQ(counts[0].outcome, Outcome::invalid);
  EXPECT_EQ(counts[0].reason, "cors");
  EXPECT_EQ(counts[0].quantity, 3);
  EXPECT_TRUE(ledger.empty());
  EXPECT_TRUE(ledger.take().empty());
}

TEST_F(LedgerTest, KeepsApartWhatDiffersInAnything) {
  ledger.add(scope, Category::error, Outcome::invalid, "cors", 1);
  ledger.add(scope, Category::security, Outcome::invalid, "cors", 1);
  ledger.add(scope, Category::error, Outcome::filtered, "cors", 1);
  ledger.add(scope, Category::error, Outcome::invalid, "timestamp", 1);
  for (Scope other : {Scope{OrgId{9}, scope.project, scope.key, scope.minute},
                      Scope{scope.org, ProjectId{9}, scope.key, scope.minute},
                      Scope{scope.org, scope.project, KeyId{9}, scope.minute},
                      Scope{scope.org, scope.project, scope.key, from_unix_us(0)}}) {
    ledger.add(other, Category::error, Outcome::invalid, "cors", 1);
  }
  EXPECT_EQ(ledger.take().size(), 8U);
}

TEST_F(LedgerTest, TakesBackWhatCouldNotBeWritten) {
  ledger.add(scope, Category::error, Outcome::invalid, "cors", 1);
  ledger.add_discard(scope, Category::error, "sample_rate", 5);
  const auto counts = ledger.take();
  ledger.add(scope, Category::error, Outcome::invalid, "cors", 2);
  ledger.put_back(counts);
  EXPECT_EQ(ledger.take().size(), 2U);
  ledger.put_back(counts);
  EXPECT_EQ(total(), 6);
}

TEST_F(LedgerTest, BoundsReasonsThatSdksChoose) {
  const auto reasons = static_cast<std::int64_t>(kMaxClientOutcomeSums) + 100;
  for (std::int64_t i = 0; i < reasons; ++i) {
    ledger.add_discard(scope, Category::error, "reason " + std::to_string(i), 1);
  }
  ledger.add_discard(scope, Category::error, "reason 0", 1);
  const auto counts = ledger.take();
  EXPECT_EQ(counts.size(), kMaxClientOutcomeSums + 1);
  std::map<std::string, std::int64_t> by_reason;
  for (const auto& count : counts) by_reason[count.reason] = count.quantity;
  EXPECT_EQ(by_reason["other"], 100);
  EXPECT_EQ(by_reason["reason 0"], 2) << "a sum that is there grows on";
}

TEST_F(LedgerTest, SaysWhatFindsNoPlace) {
  for (std::size_t i = 0; i < kMaxOutcomeSums + 7; ++i) {
    scope.project.value = static_cast<std::int64_t>(i);
    ledger.add(scope, Category::error, Outcome::invalid, "unavailable", 1);
  }
  scope.project.value = 0;
  ledger.add(scope, Category::error, Outcome::invalid, "unavailable", 1);
  EXPECT_EQ(ledger.take().size(), kMaxOutcomeSums);
  EXPECT_TRUE(page_has("picket_relay_outcomes_lost_total 7"));
}

TEST_F(LedgerTest, CountsUnaccountedItemsAloud) {
  ledger.add_unaccounted(scope, Category::attachment, 12);
  const auto counts = ledger.take();
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].outcome, Outcome::invalid);
  EXPECT_EQ(counts[0].reason, "internal");
  EXPECT_EQ(counts[0].quantity, 12);
  EXPECT_TRUE(page_has("picket_relay_unaccounted_items_total 12"));
}

TEST_F(LedgerTest, LosesNothingBetweenThreads) {
  std::int64_t taken = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([this] {
      for (int i = 0; i < 1000; ++i) ledger.add(scope, Category::error, Outcome::invalid, "r", 1);
    });
  }
  for (int i = 0; i < 100; ++i) taken += total();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken + total(), 3000);
}

}  // namespace
}  // namespace picket::relay
