#include "roles/relay/item_guard.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace picket::relay {
namespace {

using protocol::Category;
using protocol::Outcome;

struct ItemGuardTest : ::testing::Test {
  ItemGuard guard() {
    protocol::Quantities quantities;
    quantities.add(Category::attachment, 10);
    quantities.add(Category::attachment_item, 1);
    return {ledger, scope, quantities};
  }
  /// "outcome/reason quantity" of every count.
  std::vector<std::string> counts() {
    std::vector<std::string> lines;
    for (const auto& count : ledger.take()) {
      lines.push_back(std::string(protocol::to_string(count.outcome)) + '/' + count.reason + ' ' +
                      std::to_string(count.quantity));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  obs::Registry metrics;
  Telemetry telemetry{metrics, obs::null_logger()};
  OutcomeLedger ledger{telemetry};
  Scope scope{OrgId{1}, ProjectId{2}, KeyId{3}, from_unix_us(0)};
};

using Lines = std::vector<std::string>;

TEST_F(ItemGuardTest, CountsEveryQuantityOfWhatIsDropped) {
  guard().drop(Outcome::invalid, "cors");
  EXPECT_EQ(counts(), (Lines{"invalid/cors 1", "invalid/cors 10"}));
}

TEST_F(ItemGuardTest, LeavesWhatIsHandedOverToOthers) {
  guard().hand_over();
  EXPECT_EQ(counts(), Lines{});
}

TEST_F(ItemGuardTest, TurnsWhatNobodyAccountedForIntoInternal) {
  { const ItemGuard forgotten = guard(); }
  EXPECT_EQ(counts(), (Lines{"invalid/internal 1", "invalid/internal 10"}));
}

TEST_F(ItemGuardTest, PassesItsDutyOn) {
  std::optional<ItemGuard> first = guard();
  ItemGuard second = std::move(*first);
  EXPECT_FALSE(first->open());
  first.reset();
  EXPECT_EQ(counts(), Lines{});
  EXPECT_TRUE(second.open());
  second.drop(Outcome::filtered, "f");
  EXPECT_FALSE(second.open());
  EXPECT_EQ(counts(), (Lines{"filtered/f 1", "filtered/f 10"}));
}

TEST_F(ItemGuardTest, AccountsForWhatIsOverwritten) {
  ItemGuard first = guard();
  first = guard();
  EXPECT_EQ(counts(), (Lines{"invalid/internal 1", "invalid/internal 10"}));
  first.hand_over();
}

TEST_F(ItemGuardTest, AcceptsOneAnswerOnly) {
  ItemGuard item = guard();
  item.hand_over();
  EXPECT_DEATH(item.hand_over(), "open");
  EXPECT_DEATH(item.drop(Outcome::invalid, "twice"), "open");
}

TEST_F(ItemGuardTest, AccountsForAPartAndThenForTheRest) {
  auto item = guard();
  item.drop_some({Category::attachment, 4}, Outcome::invalid, "part");
  item.drop(Outcome::filtered, "rest");
  EXPECT_EQ(counts(),
            (std::vector<std::string>{"filtered/rest 1", "filtered/rest 6", "invalid/part 4"}));
}

TEST_F(ItemGuardTest, EveryItemIsReceivedOnceAndSettledOnce) {
  {
    ItemGuard kept = guard();
    ItemGuard dropped = guard();
    ItemGuard moved = std::move(dropped);
    ItemGuard forgotten = guard();
    EXPECT_EQ(telemetry.balance().in_progress(), 3);
    kept.hand_over();
    moved.drop(Outcome::filtered, "localhost");
    EXPECT_EQ(telemetry.balance().in_progress(), 1);
  }
  const ItemBalance balance = telemetry.balance();
  EXPECT_EQ(balance.received, 3);
  EXPECT_EQ(balance.kept, 1);
  EXPECT_EQ(balance.dropped, 1);
  EXPECT_EQ(balance.forgotten, 1);
  EXPECT_EQ(balance.in_progress(), 0);
}

}  // namespace
}  // namespace picket::relay
