#include "adapters/blob_segment/inventory.h"

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

TEST(BlobInventory, CountsBytesOfItsFiles) {
  BlobInventory inventory;
  inventory.add_file({1, 1}, 40);
  inventory.add_file({1, 2}, 50);
  inventory.grow({1, 1}, 10);
  EXPECT_EQ(inventory.bytes(), 100U);
  EXPECT_TRUE(inventory.has({1, 2}));
  EXPECT_FALSE(inventory.has({1, 3}));
  EXPECT_FALSE(inventory.has({2, 1}));
}

TEST(BlobInventory, NumbersFilesPerDay) {
  BlobInventory inventory;
  EXPECT_EQ(inventory.next_number(1), 1U);
  inventory.add_file({1, 7}, 0);
  inventory.add_file({1, 3}, 0);
  EXPECT_EQ(inventory.next_number(1), 8U);
  EXPECT_EQ(inventory.next_number(2), 1U);
}

TEST(BlobInventory, TakesOutDaysBeforeTheOneGiven) {
  BlobInventory inventory;
  inventory.add_file({1, 1}, 10);
  inventory.add_file({1, 2}, 20);
  inventory.add_day(2);
  inventory.add_file({3, 1}, 30);
  const auto taken = inventory.take_before(3);
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].day, 1U);
  ASSERT_EQ(taken[0].files.size(), 2U);
  EXPECT_EQ(taken[0].files[1].number, 2U);
  EXPECT_EQ(taken[0].files[1].bytes, 20U);
  EXPECT_TRUE(taken[1].files.empty()) << "an empty directory goes too";
  EXPECT_EQ(inventory.bytes(), 30U);
  EXPECT_FALSE(inventory.has({1, 1}));
  EXPECT_TRUE(inventory.take_before(3).empty());
}

TEST(BlobInventory, ForgetsNoNumberAndCountsNothingForAFileTakenOut) {
  BlobInventory inventory;
  inventory.add_file({1, 4}, 10);
  (void)inventory.take_before(2);
  inventory.grow({1, 4}, 10);
  inventory.grow({9, 1}, 10);
  EXPECT_EQ(inventory.bytes(), 0U);
  EXPECT_EQ(inventory.next_number(1), 5U);
}

TEST(BlobInventory, TakesOutAgainWhatWasPutBack) {
  BlobInventory inventory;
  inventory.add_file({1, 1}, 10);
  auto taken = inventory.take_before(2);
  inventory.put_back(std::move(taken.front()));
  EXPECT_EQ(inventory.bytes(), 10U) << "it still takes its space";
  EXPECT_FALSE(inventory.has({1, 1})) << "but nobody reads it";
  inventory.add_file({1, 2}, 5);
  taken = inventory.take_before(2);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken.front().files.size(), 2U);
  EXPECT_EQ(inventory.bytes(), 0U);
}

TEST(BlobInventory, TakesOutNoDayWhileFilesAreHeld) {
  BlobInventory inventory;
  inventory.add_file({1, 1}, 10);
  inventory.add_file({1, 2}, 20);
  inventory.add_day(2);
  const auto held = inventory.hold();
  ASSERT_EQ(held.size(), 1U) << "a day without files has nothing to hold";
  ASSERT_EQ(held[0].files.size(), 2U);
  EXPECT_EQ(held[0].files[1].bytes, 20U);
  (void)inventory.hold();
  inventory.release();
  EXPECT_TRUE(inventory.take_before(5).empty()) << "held once more than released";
  EXPECT_TRUE(inventory.has({1, 1}));
  inventory.release();
  EXPECT_EQ(inventory.take_before(5).size(), 2U);
}

}  // namespace
}  // namespace picket::adapters
