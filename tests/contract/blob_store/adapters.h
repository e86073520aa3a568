// The adapters of the blob store that run the suite, and the fixture that opens one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/blob_segment/blob_store.h"
#include "adapters/faulty/blob_store.h"
#include "adapters/memory/blob_store.h"
#include "base/clock.h"
#include "base/testkit/temp_dir.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/blob_store.h"
#include "segment/posix_file_system.h"
#include "segment/testing/simulated_disk.h"

namespace picket::contract {

/// What an opened store lives on, and the store itself, which goes first.
struct OpenBlobStore {
  std::vector<std::shared_ptr<void>> lives_on;
  std::unique_ptr<ports::BlobStore> store;
};

/// Small files, so that a few blobs already fill one.
inline constexpr std::uint64_t kContractBlobRollBytes = 1000;

inline OpenBlobStore open_segment_blobs(std::shared_ptr<segment::FileSystem> files,
                                        const std::string& directory, const Clock& clock) {
  auto registry = std::make_shared<obs::Registry>();
  auto store =
      adapters::SegmentBlobStore::open(*files, directory, {.roll_bytes = kContractBlobRollBytes},
                                       clock, obs::null_logger(), *registry);
  EXPECT_TRUE(store) << store.error().detail;
  return {{std::move(files), std::move(registry)}, std::move(*store)};
}

struct BlobStoreAdapter {
  std::string name;
  bool persistent;  ///< What was put is there when it is opened again.
  /// `folder` and `disk` are empty at first and belong to the test; an adapter uses what it needs.
  std::function<OpenBlobStore(const std::string& folder, segment::testing::SimulatedDisk& disk,
                              const Clock& clock)>
      open;
};

/// A decorator that injects nothing but delays, which take no time here, must change nothing.
class HarmlessBlobStoreDecorator final : public adapters::FaultyBlobStore {
 public:
  HarmlessBlobStoreDecorator() : FaultyBlobStore(store_, plan_) {}

 private:
  adapters::MemoryBlobStore store_;
  adapters::FaultPlan plan_{1, {.delay = 500}, [](Duration) {}};
};

inline std::vector<BlobStoreAdapter> blob_store_adapters() {
  using segment::testing::SimulatedDisk;
  return {
      {"Memory", false,
       [](const std::string&, SimulatedDisk&, const Clock&) {
         return OpenBlobStore{{}, std::make_unique<adapters::MemoryBlobStore>()};
       }},
      {"FaultyMemory", false,
       [](const std::string&, SimulatedDisk&, const Clock&) {
         return OpenBlobStore{{}, std::make_unique<HarmlessBlobStoreDecorator>()};
       }},
      {"SegmentFiles", true,
       [](const std::string& folder, SimulatedDisk&, const Clock& clock) {
         return open_segment_blobs(std::make_shared<segment::PosixFileSystem>(), folder + "/blobs",
                                   clock);
       }},
      {"SegmentSimulated", true,
       [](const std::string&, SimulatedDisk& disk, const Clock& clock) {
         return open_segment_blobs(disk.mount(), "/data/blobs", clock);
       }},
  };
}

inline std::vector<BlobStoreAdapter> persistent_blob_store_adapters() {
  auto adapters = blob_store_adapters();
  std::erase_if(adapters, [](const BlobStoreAdapter& adapter) { return !adapter.persistent; });
  return adapters;
}

inline std::string adapter_name(const testing::TestParamInfo<BlobStoreAdapter>& adapter) {
  return adapter.param.name;
}

/// An empty store.
class BlobStoreContract : public testing::TestWithParam<BlobStoreAdapter> {
 protected:
  using days = std::chrono::days;
  using Blobs = std::vector<std::string>;

  static constexpr Timestamp kDay{days(20'000)};

  BlobStoreContract() { open(); }

  /// Closes first: one process per data directory.
  void open() {
    opened_.store.reset();
    opened_ = GetParam().open(folder_.path(), disk_, clock_);
  }
  ports::BlobStore& store() { return *opened_.store; }

  std::vector<domain::BlobRef> put(Timestamp day, const Blobs& blobs) {
    const std::vector<std::string_view> views(blobs.begin(), blobs.end());
    const auto refs = store().put(day, views);
    EXPECT_TRUE(refs) << refs.error().code;
    if (!refs) return {};
    EXPECT_EQ(refs->size(), blobs.size());
    return *refs;
  }
  domain::BlobRef put_one(Timestamp day, const std::string& blob) {
    const auto refs = put(day, {blob});
    return refs.empty() ? domain::BlobRef{} : refs.front();
  }
  void expect_not_found(const domain::BlobRef& ref) {
    const auto blob = store().get(ref);
    ASSERT_FALSE(blob);
    EXPECT_EQ(blob.error().kind, ErrorKind::not_found);
    EXPECT_EQ(blob.error().code, "blob_not_found");
  }

  ManualClock clock_{kDay};
  const testkit::TempDir folder_;
  segment::testing::SimulatedDisk disk_;
  OpenBlobStore opened_;
};

/// The part of the suite that is about reopening.
class PersistentBlobStoreContract : public BlobStoreContract {};

}  // namespace picket::contract
