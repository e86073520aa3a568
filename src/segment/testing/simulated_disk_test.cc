#include "segment/testing/simulated_disk.h"

#include <gtest/gtest.h>

namespace picket::segment::testing {
namespace {

Result<void, IoError> write(File& file, std::uint64_t position, std::string_view bytes) {
  return file.write(position, std::span(&bytes, 1));
}

/// A durable file /a with "old" in it.
std::unique_ptr<File> durable_file(FileSystem& files) {
  auto file = files.create("/a");
  EXPECT_TRUE(write(**file, 0, "old"));
  EXPECT_TRUE((*file)->sync_data(SyncReason::commit));
  EXPECT_TRUE(files.sync_directory("/", SyncReason::new_file));
  return std::move(*file);
}

TEST(SimulatedDisk, KeepsWhatWasSyncedAndDropsTheRest) {
  SimulatedDisk disk;
  auto files = disk.mount();
  auto file = durable_file(*files);
  EXPECT_TRUE(write(*file, 0, "new!"));
  EXPECT_EQ(disk.contents("/a"), "new!");
  disk.lose_power();
  EXPECT_EQ(disk.contents("/a"), "old");
}

TEST(SimulatedDisk, DropsNamesThatNoDirectorySyncMadeDurable) {
  SimulatedDisk disk;
  auto files = disk.mount();
  durable_file(*files);
  auto unsynced = files->create("/b");
  EXPECT_TRUE(write(**unsynced, 0, "x"));
  EXPECT_TRUE((*unsynced)->sync_data(SyncReason::commit));
  EXPECT_TRUE(files->remove_file("/a"));
  disk.lose_power();
  EXPECT_EQ(disk.files(), (std::vector<std::string>{"/a"}));
}

TEST(SimulatedDisk, DropsEverythingBelowALostDirectory) {
  SimulatedDisk disk;
  auto files = disk.mount();
  EXPECT_TRUE(files->make_directory("/d"));
  EXPECT_TRUE(files->create("/d/a"));
  EXPECT_TRUE(files->sync_directory("/d", SyncReason::new_file));
  disk.lose_power();
  EXPECT_TRUE(disk.files().empty());
}

TEST(SimulatedDisk, LosesNothingWhenOnlyTheProcessDies) {
  SimulatedDisk disk;
  auto files = disk.mount();
  auto file = files->create("/a");
  EXPECT_TRUE(write(**file, 0, "x"));
  disk.kill_process();
  EXPECT_EQ(disk.contents("/a"), "x");
  EXPECT_EQ(write(**file, 1, "y").error(), IoError::failed) << "its handles are dead";
  EXPECT_EQ(files->remove_file("/a").error(), IoError::failed);
  EXPECT_TRUE(disk.mount()->open("/a", OpenMode::read));
}

TEST(SimulatedDisk, LosesBytesForGoodAfterAFailedSync) {
  SimulatedDisk disk;
  auto files = disk.mount();
  auto file = durable_file(*files);
  EXPECT_TRUE(write(*file, 0, "new"));
  disk.fail(Operation::sync_data, IoError::failed, 0, 1);
  EXPECT_EQ(file->sync_data(SyncReason::commit).error(), IoError::failed);
  EXPECT_TRUE(file->sync_data(SyncReason::commit)) << "the kernel reports an error once";
  disk.lose_power();
  EXPECT_EQ(disk.contents("/a"), "old");
}

TEST(SimulatedDisk, KeepsSomeSectorsWhenPowerFailsPartly) {
  bool kept_new = false;
  bool kept_old = false;
  bool kept_mix = false;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    SimulatedDisk disk;
    auto files = disk.mount();
    auto file = files->create("/a");
    EXPECT_TRUE(write(*file->get(), 0, std::string(1024, 'o')));
    EXPECT_TRUE((*file)->sync_data(SyncReason::commit));
    EXPECT_TRUE(files->sync_directory("/", SyncReason::new_file));
    EXPECT_TRUE(write(*file->get(), 0, std::string(1024, 'n')));
    disk.lose_power_partly(seed);
    const std::string left = disk.contents("/a").value();
    kept_new |= left == std::string(1024, 'n');
    kept_old |= left == std::string(1024, 'o');
    kept_mix |= left == std::string(512, 'o') + std::string(512, 'n');
  }
  EXPECT_TRUE(kept_new && kept_old && kept_mix);
}

TEST(SimulatedDisk, CutsWritesShortWhenFull) {
  SimulatedDisk disk;
  auto files = disk.mount();
  auto file = files->create("/a");
  disk.set_capacity(3);
  EXPECT_EQ(write(**file, 0, "12345").error(), IoError::no_space);
  EXPECT_EQ(disk.contents("/a"), "123");
  EXPECT_EQ(files->create("/b").error(), IoError::no_space);
  EXPECT_TRUE((*file)->truncate(0));
  EXPECT_TRUE(write(**file, 0, "12"));
}

TEST(SimulatedDisk, FailsAsPlanned) {
  SimulatedDisk disk;
  auto files = disk.mount();
  disk.fail(Operation::create, IoError::no_handles, 1, 1);
  EXPECT_TRUE(files->create("/a"));
  EXPECT_EQ(files->create("/b").error(), IoError::no_handles);
  EXPECT_TRUE(files->create("/c"));
}

TEST(SimulatedDisk, MayLosePowerBeforeAnyOperation) {
  for (const Operation operation : kAllOperations) {
    SimulatedDisk disk;
    auto files = disk.mount();
    auto file = durable_file(*files);
    EXPECT_TRUE(files->make_directory("/d"));
    EXPECT_TRUE(files->sync_directory("/", SyncReason::new_directory));
    disk.set_before(operation, [&disk] { disk.lose_power(); });
    char byte = 0;
    const auto works = [&] {
      switch (operation) {
        case Operation::create:
          return files->create("/b").has_value();
        case Operation::open:
          return files->open("/a", OpenMode::read).has_value();
        case Operation::write:
          return write(*file, 0, "new").has_value();
        case Operation::read:
          return file->read(0, std::span(&byte, 1)).has_value();
        case Operation::sync_data:
          return file->sync_data(SyncReason::commit).has_value();
        case Operation::truncate:
          return file->truncate(0).has_value();
        case Operation::make_directory:
          return files->make_directory("/e").has_value();
        case Operation::list:
          return files->list("/").has_value();
        case Operation::sync_directory:
          return files->sync_directory("/", SyncReason::new_file).has_value();
        case Operation::rename:
          return files->rename("/a", "/b").has_value();
        case Operation::remove_file:
          return files->remove_file("/a").has_value();
        case Operation::remove_directory:
          return files->remove_directory("/d").has_value();
      }
      return true;
    };
    EXPECT_FALSE(works()) << static_cast<int>(operation);
    EXPECT_EQ(disk.contents("/a"), "old") << static_cast<int>(operation);
    EXPECT_EQ(disk.files().size(), 1U) << static_cast<int>(operation);
  }
}

TEST(SimulatedDisk, IgnoresASyncWhenTold) {
  SimulatedDisk disk;
  auto files = disk.mount();
  disk.ignore_sync(SyncReason::commit);
  durable_file(*files);
  EXPECT_EQ(disk.syncs(SyncReason::commit), 1U);
  disk.lose_power();
  EXPECT_EQ(disk.contents("/a"), "");
}

}  // namespace
}  // namespace picket::segment::testing
