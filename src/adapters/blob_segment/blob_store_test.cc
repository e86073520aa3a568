// What is particular to blobs on files; what every blob store promises is in
// tests/contract/blob_store.
#include "adapters/blob_segment/blob_store.h"

#include <filesystem>
#include <optional>
#include <thread>

#include <gtest/gtest.h>

#include "base/testkit/temp_dir.h"
#include "segment/posix_file_system.h"
#include "segment/testing/simulated_disk.h"

namespace picket::adapters {
namespace {

using segment::IoError;
using segment::kFileHeaderBytes;
using segment::kRecordHeaderBytes;
using segment::stored_bytes;
using segment::SyncReason;
using segment::testing::Operation;
using segment::testing::SimulatedDisk;
using std::chrono::days;

const Timestamp kDay{days(20'000)};  // 2024-10-04
const std::string kDirectory = "/blobs/2024-10-04/";

/// The store of one life of a program.
struct Life {
  explicit Life(SimulatedDisk& disk, SegmentBlobOptions options = {}) : files(disk.mount()) {
    auto opened =
        SegmentBlobStore::open(*files, "/blobs", options, clock, obs::null_logger(), registry);
    if (opened) {
      store = std::move(*opened);
    } else {
      error = opened.error();
    }
  }

  Result<domain::BlobRef> put(std::string_view blob, Timestamp day = kDay) {
    auto refs = store->put(day, std::span(&blob, 1));
    if (!refs) return unexpected(refs.error());
    return refs->front();
  }
  bool shows(const std::string& line) const {
    return registry.prometheus_text().find(line + "\n") != std::string::npos;
  }

  ManualClock clock{kDay};
  std::unique_ptr<segment::FileSystem> files;
  obs::Registry registry;
  std::unique_ptr<SegmentBlobStore> store;
  std::optional<Error> error;
};

void flip(SimulatedDisk& disk, const std::string& path, std::size_t at) {
  std::string bytes = disk.contents(path).value();
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  disk.set_contents(path, bytes);
}

TEST(SegmentBlobStore, FilesByDayAndSize) {
  SimulatedDisk disk;
  Life life(disk, {.roll_bytes = kFileHeaderBytes + 2 * stored_bytes(1)});
  const std::string_view blobs[] = {"a", "b", "c"};
  const auto refs = life.store->put(kDay, blobs);
  ASSERT_TRUE(refs);
  ASSERT_TRUE(life.put("d", kDay + days(1)));
  EXPECT_EQ(disk.files(),
            (std::vector<std::string>{kDirectory + "00000001.seg", kDirectory + "00000002.seg",
                                      "/blobs/2024-10-05/00000001.seg"}));
  EXPECT_EQ(place_of(refs->at(1)).file, (BlobFile{20'000, 1}));
  EXPECT_EQ(place_of(refs->at(2)).file, (BlobFile{20'000, 2}));
  ASSERT_TRUE(life.put(std::string(500, 'x'))) << "one over the size has a file of its own";
  EXPECT_EQ(disk.files().size(), 4U);
}

TEST(SegmentBlobStore, MakesOneSyncServeAPut) {
  SimulatedDisk disk;
  Life life(disk);
  const std::vector<std::string_view> blobs(1000, "blob");
  ASSERT_TRUE(life.store->put(kDay, blobs));
  EXPECT_EQ(disk.syncs(SyncReason::commit), 1U);
}

TEST(SegmentBlobStore, MakesOneSyncServeAllThatWait) {
  SimulatedDisk disk;
  Life life(disk);
  Mutex mutex;
  CondVar changed;
  int syncing = 0;
  bool open = false;
  disk.set_before(Operation::sync_data, [&] {
    const MutexLock lock(mutex);
    ++syncing;
    changed.notify_all();
    while (!open) changed.wait(mutex);
  });
  std::vector<std::thread> threads;
  threads.emplace_back([&] { EXPECT_TRUE(life.put("first")); });
  {
    const MutexLock lock(mutex);
    while (syncing == 0) changed.wait(mutex);
  }
  // Both kinds wait for the same sync: of one day, and of another.
  std::vector<std::optional<domain::BlobRef>> refs(8);
  std::atomic<std::size_t> waiting{0};
  for (std::size_t i = 0; i < refs.size(); ++i) {
    threads.emplace_back([&, i] {
      ++waiting;
      const auto ref = life.put("blob " + std::to_string(i));
      if (ref) refs[i] = *ref;
    });
  }
  while (waiting < refs.size()) std::this_thread::yield();
  {
    const MutexLock lock(mutex);
    open = true;
    changed.notify_all();
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < refs.size(); ++i) {
    ASSERT_TRUE(refs[i]);
    EXPECT_EQ(life.store->get(*refs[i]), "blob " + std::to_string(i));
  }
  EXPECT_LE(disk.syncs(SyncReason::commit), 1 + refs.size());
  EXPECT_EQ(disk.files().size(), 1U);
}

TEST(SegmentBlobStore, KeepsWhatItAcknowledgedWhenPowerFails) {
  SimulatedDisk disk;
  std::vector<domain::BlobRef> refs;
  {
    Life life(disk, {.roll_bytes = 100});
    for (const int day : {0, 1, 0, 2}) refs.push_back(*life.put("blob", kDay + days(day)));
    disk.lose_power();
  }
  Life again(disk);
  for (const auto& ref : refs) EXPECT_EQ(again.store->get(ref), "blob");
}

TEST(SegmentBlobStore, EveryFailingOperationOfAPutIsAValue) {
  for (const Operation operation : {Operation::make_directory, Operation::create, Operation::write,
                                    Operation::sync_directory, Operation::sync_data}) {
    SimulatedDisk disk;
    Life life(disk);
    disk.fail(operation, IoError::failed);
    const auto refused = life.put("refused");
    ASSERT_FALSE(refused) << static_cast<int>(operation);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(refused.error().code, "io_error");
    EXPECT_TRUE(
        life.shows("picket_segment_append_failures_total{store=\"blobs\",reason=\"io_error\"} 1"));
    disk.stop_failing();
    EXPECT_EQ(life.store->get(*life.put("taken")), "taken");
  }
}

TEST(SegmentBlobStore, IgnoresWhatACrashLeftUnfinished) {
  SimulatedDisk disk;
  std::optional<domain::BlobRef> ref;
  {
    Life life(disk);
    ref = *life.put("kept");
    disk.kill_process();
  }
  const std::string path = kDirectory + "00000001.seg";
  disk.set_contents(path, disk.contents(path).value() + std::string(100, 'o'));
  disk.set_contents(kDirectory + "00000002.seg", "");
  Life again(disk);
  EXPECT_EQ(again.store->get(*ref), "kept");
  const auto next = again.put("next");
  ASSERT_TRUE(next);
  EXPECT_EQ(place_of(*next).file.number, 3U) << "old files are not written to";
  EXPECT_EQ(again.store->get(*next), "next");
  EXPECT_EQ(again.store->size_bytes(),
            2 * kFileHeaderBytes + 2 * stored_bytes(4) + std::uint64_t{100});
}

TEST(SegmentBlobStore, SaysWhenABlobIsDamaged) {
  SimulatedDisk disk;
  std::vector<domain::BlobRef> refs;
  {
    Life life(disk);
    for (const char* blob : {"aaaa", "bbbb", "cccc"}) refs.push_back(*life.put(blob));
  }
  const std::string path = kDirectory + "00000001.seg";
  const std::string whole = disk.contents(path).value();
  for (std::size_t at = kFileHeaderBytes; at < whole.size(); ++at) {
    disk.set_contents(path, whole);
    flip(disk, path, at);
    Life life(disk);
    const std::size_t damaged = (at - kFileHeaderBytes) / stored_bytes(4);
    for (std::size_t i = 0; i < refs.size(); ++i) {
      const auto blob = life.store->get(refs[i]);
      ASSERT_EQ(blob.has_value(), i != damaged) << at;
      if (blob) continue;
      EXPECT_EQ(blob.error().kind, ErrorKind::corrupt);
      EXPECT_EQ(blob.error().code, "blob_damaged");
    }
    EXPECT_TRUE(life.shows("picket_segment_damaged_bytes_total{store=\"blobs\"} 36"));
  }
}

TEST(SegmentBlobStore, ReadsOnWhenOnlyTheFileHeaderIsDamaged) {
  SimulatedDisk disk;
  std::vector<domain::BlobRef> refs;
  {
    Life life(disk);
    for (const char* blob : {"aaaa", "bbbb"}) refs.push_back(*life.put(blob));
  }
  const std::string path = kDirectory + "00000001.seg";
  flip(disk, path, 3);
  EXPECT_EQ(Life(disk).store->get(refs[0]), "aaaa");
  flip(disk, path, kFileHeaderBytes + kRecordHeaderBytes);
  Life life(disk);
  EXPECT_EQ(life.store->get(refs[0]).error().code, "blob_damaged");
  EXPECT_EQ(life.store->get(refs[1]), "bbbb");
}

TEST(SegmentBlobStore, SaysWhenTheEndOfAFileIsLost) {
  SimulatedDisk disk;
  std::vector<domain::BlobRef> refs;
  {
    Life life(disk);
    for (const char* blob : {"aaaa", "bbbb"}) refs.push_back(*life.put(blob));
  }
  const std::string path = kDirectory + "00000001.seg";
  const std::string whole = disk.contents(path).value();
  const std::size_t second = kFileHeaderBytes + stored_bytes(4);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    disk.set_contents(path, whole.substr(0, size));
    Life life(disk);
    EXPECT_EQ(life.store->get(refs[0]).has_value(), size >= second) << size;
    EXPECT_EQ(life.store->get(refs[1]).error().code, "blob_damaged") << size;
    EXPECT_EQ(life.store->get(*life.put("more")), "more") << size;
  }
}

TEST(SegmentBlobStore, SaysWhenAFileWasTakenAway) {
  SimulatedDisk disk;
  Life life(disk);
  const auto ref = *life.put("blob");
  ASSERT_TRUE(life.files->remove_file(kDirectory + "00000001.seg"));
  const auto missing = life.store->get(ref);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::corrupt);
  EXPECT_EQ(missing.error().code, "blob_file_missing");
}

TEST(SegmentBlobStore, RefusesFilesOfANewerProgram) {
  SimulatedDisk disk;
  const auto ref = *Life(disk).put("blob");
  const std::string version2(
      "\x89PSEG\r\n\x1a\2\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x63\xcb\x80\x02",
      kFileHeaderBytes);
  disk.set_contents(kDirectory + "00000001.seg", version2);
  EXPECT_EQ(Life(disk).store->get(ref).error().code, "segment_version_unknown");
}

TEST(SegmentBlobStore, RefusesOnAFullDiskUntilSpaceReturns) {
  SimulatedDisk disk;
  Life life(disk);
  const auto kept = *life.put("a");
  disk.set_capacity(kFileHeaderBytes + stored_bytes(1) + 20);
  const auto refused = life.put("b");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "no_space");
  EXPECT_FALSE(life.put("b", kDay + days(1))) << "which has no file yet";
  disk.set_capacity(100'000);
  const auto next = life.put("c");
  ASSERT_TRUE(next);
  EXPECT_EQ(life.store->get(kept), "a");
  EXPECT_EQ(life.store->get(*next), "c");
  ASSERT_TRUE(life.put("d", kDay + days(1)));
}

TEST(SegmentBlobStore, TrustsNoFileAfterAFailedSync) {
  SimulatedDisk disk;
  Life life(disk);
  const auto first = *life.put("first");
  disk.fail(Operation::sync_data, IoError::failed, 0, 1);
  EXPECT_EQ(life.put("refused").error().code, "io_error");
  const auto second = *life.put("second");
  EXPECT_EQ(place_of(second).file.number, 2U);
  disk.lose_power();
  Life again(disk);
  EXPECT_EQ(again.store->get(first), "first");
  EXPECT_EQ(again.store->get(second), "second");
}

TEST(SegmentBlobStore, ReportsAReadThatTheDiskRefuses) {
  SimulatedDisk disk;
  Life life(disk);
  const auto ref = *life.put("blob");
  for (const Operation operation : {Operation::open, Operation::read}) {
    disk.fail(operation, IoError::no_handles, 0, 1);
    const auto blob = life.store->get(ref);
    ASSERT_FALSE(blob);
    EXPECT_EQ(blob.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(life.store->get(ref), "blob");
  }
}

TEST(SegmentBlobStore, RemovesTheDirectoriesOfExpiredDays) {
  SimulatedDisk disk;
  {
    Life life(disk);
    ASSERT_TRUE(life.put("gone"));
    ASSERT_TRUE(life.put("kept", kDay + days(1)));
    EXPECT_EQ(life.store->expire(kDay + days(1)), kFileHeaderBytes + stored_bytes(4));
    disk.lose_power();
  }
  EXPECT_EQ(disk.mount()->list("/blobs").value(), (std::vector<std::string>{"2024-10-05"}));
}

TEST(SegmentBlobStore, TriesAgainToRemoveWhatItCouldNot) {
  SimulatedDisk disk;
  Life life(disk, {.roll_bytes = 1});
  const auto ref = *life.put("gone");
  ASSERT_TRUE(life.put("gone"));
  disk.fail(Operation::remove_file, IoError::denied, 0, 1);
  const auto failed = life.store->expire(kDay + days(1));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(failed.error().code, "file_access_denied");
  EXPECT_EQ(life.store->get(ref).error().kind, ErrorKind::not_found);
  EXPECT_EQ(disk.files().size(), 1U);
  EXPECT_EQ(life.store->expire(kDay + days(1)), kFileHeaderBytes + stored_bytes(4));
  EXPECT_TRUE(disk.files().empty());
  EXPECT_EQ(life.store->size_bytes(), 0U);

  ASSERT_TRUE(life.put("gone"));
  for (const Operation operation : {Operation::remove_directory, Operation::sync_directory}) {
    disk.fail(operation, IoError::failed, 0, 1);
    EXPECT_EQ(life.store->expire(kDay + days(1)).error().code, "io_error");
  }
  EXPECT_TRUE(life.store->expire(kDay + days(1)));
  EXPECT_TRUE(life.files->list("/blobs")->empty());
}

TEST(SegmentBlobStore, SaysThatBlobsAreGoneOnlyWhenTheyStayGone) {
  SimulatedDisk disk;
  Life life(disk);
  const auto ref = *life.put("gone");
  disk.fail(Operation::sync_directory, IoError::failed, 0, 1);
  EXPECT_EQ(life.store->expire(kDay + days(1)).error().code, "io_error");
  EXPECT_TRUE(life.store->expire(kDay + days(1)));
  disk.lose_power();
  EXPECT_EQ(Life(disk).store->get(ref).error().kind, ErrorKind::not_found);
}

TEST(SegmentBlobStore, LeavesOtherFilesAlone) {
  SimulatedDisk disk;
  ASSERT_TRUE(ensure_directory(*disk.mount(), kDirectory.substr(0, kDirectory.size() - 1)));
  disk.set_contents("/blobs/2024-10-03", "a file");
  disk.set_contents(kDirectory + "notes.txt", "not ours");
  Life life(disk);
  ASSERT_TRUE(life.store);
  ASSERT_TRUE(life.put("gone"));
  ASSERT_TRUE(life.store->expire(kDay + days(1)));
  EXPECT_EQ(disk.files(),
            (std::vector<std::string>{"/blobs/2024-10-03", kDirectory + "notes.txt"}));
  EXPECT_EQ(life.store->expire(kDay + days(1)), 0U);
}

TEST(SegmentBlobStore, FailsToOpenWhenTheDiskFails) {
  SimulatedDisk disk;
  ASSERT_TRUE(Life(disk).put("blob"));
  for (const Operation operation : {Operation::list, Operation::sync_directory}) {
    disk.fail(operation, IoError::failed);
    Life life(disk);
    ASSERT_TRUE(life.error);
    EXPECT_EQ(life.error->kind, ErrorKind::unavailable);
    disk.stop_failing();
  }
}

TEST(SegmentBlobStore, ClosesTheFileUnusedForLongestWhenThereAreManyDays) {
  SimulatedDisk disk;
  Life life(disk);
  constexpr int kDays = static_cast<int>(BlobWriters::kMaxOpenDays);
  for (int day = 0; day <= kDays; ++day) ASSERT_TRUE(life.put("a", kDay + days(day)));
  EXPECT_EQ(place_of(*life.put("b", kDay + days(1))).file.number, 1U);
  EXPECT_EQ(place_of(*life.put("b", kDay)).file.number, 2U) << "closed meanwhile";
  EXPECT_EQ(place_of(*life.put("b", kDay + days(1))).file.number, 1U) << "used a moment ago";
  EXPECT_EQ(place_of(*life.put("b", kDay + days(2))).file.number, 2U);
}

/// Files that this process has open although they were removed.
std::size_t open_and_removed(const std::string& below) {
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code closed;
    const std::string target = std::filesystem::read_symlink(entry.path(), closed).string();
    if (target.starts_with(below) && target.ends_with(" (deleted)")) ++found;
  }
  return found;
}

TEST(SegmentBlobStore, ClosesFilesOfDaysThatExpired) {
  const testkit::TempDir folder;
  segment::PosixFileSystem files;
  const ManualClock clock(kDay);
  obs::Registry registry;
  auto opened =
      SegmentBlobStore::open(files, folder.file("blobs"), {}, clock, obs::null_logger(), registry);
  ASSERT_TRUE(opened);
  SegmentBlobStore& store = **opened;
  const std::string_view blob = "blob";
  for (int day = 0; day < 5; ++day) ASSERT_TRUE(store.put(kDay + days(day), {&blob, 1}));
  ASSERT_TRUE(store.expire(kDay + days(4)));
  ASSERT_TRUE(store.put(kDay + days(4), {&blob, 1}));
  EXPECT_EQ(open_and_removed(folder.path()), 0U) << "they would keep their space on the disk";
}

TEST(SegmentBlobStore, DropsNothingWhileItsFilesAreHeld) {
  SimulatedDisk disk;
  Life life(disk);
  const auto ref = life.put("blob");
  ASSERT_TRUE(ref);
  const auto held = life.store->hold_files();
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0].name, "2024-10-04/00000001.seg");
  EXPECT_EQ(held[0].bytes, kFileHeaderBytes + stored_bytes(4));
  ASSERT_TRUE(life.put("later"));
  EXPECT_EQ(*life.store->expire(kDay + days(1)), 0U);
  EXPECT_EQ(*life.store->get(*ref), "blob");
  life.store->release_files();
  EXPECT_GT(*life.store->expire(kDay + days(1)), 0U);
  EXPECT_FALSE(life.store->get(*ref));
}

}  // namespace
}  // namespace picket::adapters
