#include "adapters/blob_segment/blob_store.h"

#include <array>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "segment/testing/simulated_disk.h"

namespace picket::adapters {
namespace {

using segment::IoError;
using segment::testing::Operation;
using segment::testing::SimulatedDisk;

constexpr Timestamp kDay = from_unix_us(1'764'028'800'000'000);  // 2025-11-25

struct Opened {
  std::unique_ptr<segment::FileSystem> files;
  std::unique_ptr<obs::Registry> registry = std::make_unique<obs::Registry>();
  std::unique_ptr<SegmentBlobStore> store;
};

class BlobSegment : public testing::Test {
 protected:
  Opened open(SegmentBlobOptions options = {}) {
    Opened opened;
    opened.files = disk.mount();
    auto store = SegmentBlobStore::open(*opened.files, "/data/blobs", options, clock,
                                        obs::null_logger(), *opened.registry);
    EXPECT_TRUE(store) << store.error().detail;
    opened.store = std::move(*store);
    return opened;
  }

  static domain::BlobRef put(SegmentBlobStore& store, std::string_view blob, Timestamp day = kDay) {
    const auto refs = store.put(day, std::array{blob});
    EXPECT_TRUE(refs) << refs.error().code;
    return refs ? refs->front() : domain::BlobRef();
  }

  ManualClock clock{kDay};
  SimulatedDisk disk;
};

TEST_F(BlobSegment, WhatPutReturnedForSurvivesTheLossOfPower) {
  std::vector<std::pair<domain::BlobRef, std::string>> kept;
  {
    auto opened = open({.roll_bytes = 200});
    for (int i = 0; i < 30; ++i) {
      const std::string blob = "blob " + std::to_string(i) + std::string(40, 'x');
      kept.emplace_back(put(*opened.store, blob, kDay + std::chrono::days(i % 3)), blob);
    }
    disk.lose_power();
  }
  auto again = open();
  for (const auto& [ref, blob] : kept) {
    const auto read = again.store->get(ref);
    ASSERT_TRUE(read) << read.error().code;
    EXPECT_EQ(*read, blob);
  }
}

/// Leaving out any sync that put() needs must lose something: the test above would notice.
TEST_F(BlobSegment, NeedsEachSyncOfAPut) {
  for (const auto reason : {segment::SyncReason::commit, segment::SyncReason::new_file,
                            segment::SyncReason::new_directory}) {
    SimulatedDisk lying;
    lying.ignore_sync(reason);
    domain::BlobRef ref;
    {
      const auto files = lying.mount();
      obs::Registry registry;
      auto store =
          SegmentBlobStore::open(*files, "/data/blobs", {}, clock, obs::null_logger(), registry);
      ASSERT_TRUE(store);
      ref = put(**store, "precious");
      lying.lose_power();
    }
    const auto files = lying.mount();
    obs::Registry registry;
    auto store =
        SegmentBlobStore::open(*files, "/data/blobs", {}, clock, obs::null_logger(), registry);
    ASSERT_TRUE(store);
    EXPECT_FALSE((*store)->get(ref)) << segment::to_string(reason);
  }
}

TEST_F(BlobSegment, ALaterProcessNeverWritesOverWhatIsThere) {
  domain::BlobRef first;
  {
    auto opened = open();
    first = put(*opened.store, "first");
    disk.kill_process();
  }
  auto again = open();
  const auto second = put(*again.store, "second");
  EXPECT_NE(first.container, second.container);
  EXPECT_EQ(*again.store->get(first), "first");
  EXPECT_EQ(*again.store->get(second), "second");
}

TEST_F(BlobSegment, RollsByBytes) {
  auto opened = open({.roll_bytes = 100});
  for (int i = 0; i < 5; ++i) put(*opened.store, std::string(60, 'a'));
  EXPECT_GT(disk.files().size(), 2U);
}

TEST_F(BlobSegment, AFullDiskIsUnavailableAndLaterWorksAgain) {
  auto opened = open();
  const auto before = put(*opened.store, "before");
  disk.set_capacity(200);
  const std::string big(1000, 'b');
  const auto refused = opened.store->put(kDay, std::array{std::string_view(big)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "no_space");
  disk.set_capacity(1 << 20);
  const auto after = put(*opened.store, big);
  EXPECT_EQ(*opened.store->get(before), "before");
  EXPECT_EQ(*opened.store->get(after), big);
}

TEST_F(BlobSegment, AFailedSyncGivesTheFileUp) {
  auto opened = open();
  const auto before = put(*opened.store, "before");
  disk.fail(Operation::sync_data, IoError::failed, 0, 1);
  EXPECT_FALSE(opened.store->put(kDay, std::array{std::string_view("lost")}));
  const auto after = put(*opened.store, "after");
  EXPECT_NE(before.container, after.container);
  EXPECT_EQ(*opened.store->get(after), "after");
}

TEST_F(BlobSegment, EveryFailingOperationIsAValue) {
  for (const auto operation : {Operation::create, Operation::write, Operation::list,
                               Operation::sync_directory, Operation::make_directory}) {
    SimulatedDisk failing;
    const auto files = failing.mount();
    obs::Registry registry;
    auto store =
        SegmentBlobStore::open(*files, "/data/blobs", {}, clock, obs::null_logger(), registry);
    ASSERT_TRUE(store);
    failing.fail(operation, IoError::failed);
    const auto refused = (*store)->put(kDay, std::array{std::string_view("x")});
    ASSERT_FALSE(refused) << static_cast<int>(operation);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    failing.stop_failing();
    EXPECT_EQ(*(*store)->get(put(**store, "y")), "y");
  }
}

TEST_F(BlobSegment, DamageIsCorruptAndTouchesNoNeighbour) {
  auto opened = open();
  const auto first = put(*opened.store, "first blob");
  const auto second = put(*opened.store, "second blob");
  const std::string path = disk.files().front();
  std::string bytes = *disk.contents(path);
  bytes[first.offset + segment::kRecordHeaderBytes + 2] ^= 1;
  disk.set_contents(path, bytes);
  const auto read = opened.store->get(first);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
  EXPECT_EQ(*opened.store->get(second), "second blob");
}

TEST_F(BlobSegment, AnExpiredDayIsGoneFromDisk) {
  auto opened = open();
  const auto old = put(*opened.store, "old", kDay - std::chrono::days(3));
  const auto kept = put(*opened.store, "kept");
  EXPECT_GT(*opened.store->expire(kDay), 0U);
  EXPECT_EQ(opened.store->get(old).error().kind, ErrorKind::not_found);
  EXPECT_EQ(*opened.store->get(kept), "kept");
  EXPECT_EQ(disk.files().size(), 1U);
  EXPECT_EQ(*opened.store->expire(kDay), 0U);
  // A message of that day that is replayed later begins it anew.
  const auto late = put(*opened.store, "late", kDay - std::chrono::days(3));
  EXPECT_EQ(*opened.store->get(late), "late");
}

TEST_F(BlobSegment, ThreadsShareCommits) {
  auto opened = open();
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const std::string blob = std::to_string(t) + ":" + std::to_string(i);
        const auto ref = put(*opened.store, blob, kDay + std::chrono::days(t % 2));
        EXPECT_EQ(opened.store->get(ref).value_or("none"), blob);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace picket::adapters
