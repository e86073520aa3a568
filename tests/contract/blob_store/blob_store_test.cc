// What every blob store promises.
#include "adapters/blob_segment/blob_store.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/memory/blob_store.h"
#include "segment/posix_file_system.h"
#include "segment/testing/simulated_disk.h"

namespace picket::contract {
namespace {

constexpr Timestamp kDay = from_unix_us(1'764'028'800'000'000);

struct OpenStore {
  std::vector<std::shared_ptr<void>> lives_on;
  std::unique_ptr<ports::BlobStore> store;
};

OpenStore open_segment_store(std::shared_ptr<segment::FileSystem> files,
                             const std::string& directory) {
  auto registry = std::make_shared<obs::Registry>();
  auto clock = std::make_shared<ManualClock>(kDay);
  auto store = adapters::SegmentBlobStore::open(*files, directory, {.roll_bytes = 400}, *clock,
                                                obs::null_logger(), *registry);
  EXPECT_TRUE(store) << store.error().detail;
  return {{std::move(files), std::move(registry), std::move(clock)}, std::move(*store)};
}

struct Adapter {
  std::string name;
  std::function<OpenStore(const std::string& folder)> open;
};

std::vector<Adapter> adapters_under_test() {
  return {
      {"Memory",
       [](const std::string&) {
         return OpenStore{{}, std::make_unique<adapters::MemoryBlobStore>()};
       }},
      {"SegmentFiles",
       [](const std::string& folder) {
         return open_segment_store(std::make_shared<segment::PosixFileSystem>(), folder + "/blobs");
       }},
      {"SegmentSimulated",
       [](const std::string&) {
         auto disk = std::make_shared<segment::testing::SimulatedDisk>();
         auto opened = open_segment_store(disk->mount(), "/data/blobs");
         opened.lives_on.insert(opened.lives_on.begin(), disk);
         return opened;
       }},
  };
}

class BlobStore : public testing::TestWithParam<Adapter> {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "picket-blobs-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    opened_ = GetParam().open(folder_);
  }
  void TearDown() override {
    opened_.store.reset();
    while (!opened_.lives_on.empty()) opened_.lives_on.pop_back();
    std::filesystem::remove_all(folder_);
  }
  ports::BlobStore& store() { return *opened_.store; }

  domain::BlobRef put(std::string_view blob, Timestamp day = kDay) {
    const auto refs = store().put(day, std::array{blob});
    EXPECT_TRUE(refs) << refs.error().code;
    return refs ? refs->front() : domain::BlobRef();
  }

 private:
  std::string folder_;
  OpenStore opened_;
};

TEST_P(BlobStore, GivesBackWhatWasPutInOrder) {
  const std::string binary("\0\xff\n\0 bytes", 10);
  const auto refs = store().put(
      kDay, std::array{std::string_view("a"), std::string_view(), std::string_view(binary)});
  ASSERT_TRUE(refs);
  ASSERT_EQ(refs->size(), 3U);
  EXPECT_EQ(*store().get((*refs)[0]), "a");
  const auto empty = store().get((*refs)[1]);
  ASSERT_TRUE(empty) << empty.error().code << empty.error().detail;
  EXPECT_EQ(*empty, "");
  EXPECT_EQ(*store().get((*refs)[2]), binary);
  EXPECT_EQ((*refs)[2].size, binary.size());
}

TEST_P(BlobStore, PuttingNothingIsFine) {
  const auto refs = store().put(kDay, {});
  ASSERT_TRUE(refs);
  EXPECT_TRUE(refs->empty());
}

TEST_P(BlobStore, GivesEachPutAReferenceOfItsOwn) {
  EXPECT_NE(put("same"), put("same"));
}

TEST_P(BlobStore, DoesNotKnowAReferenceThatItDidNotGive) {
  const auto ref = put("x");
  const auto missing = [&](domain::BlobRef other) {
    const auto read = store().get(other);
    return !read && read.error().kind != ErrorKind::unavailable;
  };
  EXPECT_TRUE(missing({}));
  EXPECT_TRUE(missing({ref.container + (std::uint64_t{1} << 32U), ref.offset, ref.size}));
  EXPECT_TRUE(missing({ref.container + 1, ref.offset, ref.size}));
  EXPECT_TRUE(missing({ref.container, ref.offset + 1'000'000, ref.size}));
  EXPECT_TRUE(missing({ref.container, ref.offset, ref.size + 1}));
  EXPECT_TRUE(missing({~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint32_t{0}}));
}

TEST_P(BlobStore, ExpiresWholeDaysAndOnlyThose) {
  const auto old = put("old", kDay - std::chrono::days(2));
  const auto yesterday = put("yesterday", kDay - std::chrono::hours(1));
  const auto today = put("today", kDay + std::chrono::hours(23));
  EXPECT_TRUE(store().expire(kDay - std::chrono::hours(3)));
  EXPECT_EQ(store().get(old).error().kind, ErrorKind::not_found);
  EXPECT_EQ(*store().get(yesterday), "yesterday");
  EXPECT_GT(*store().expire(kDay + std::chrono::hours(5)), 0U);
  EXPECT_EQ(store().get(yesterday).error().kind, ErrorKind::not_found);
  EXPECT_EQ(*store().get(today), "today");
  EXPECT_EQ(*store().expire(kDay), 0U);
}

TEST_P(BlobStore, RefusesDaysThatCannotBe) {
  const std::array blobs{std::string_view("x")};
  EXPECT_EQ(store().put(from_unix_us(-1), blobs).error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(store().expire(from_unix_us(-1)).error().kind, ErrorKind::invalid_argument);
}

TEST_P(BlobStore, RefusesABlobThatIsTooLarge) {
  const std::string huge((std::size_t{32} << 20U) + 1, 'x');
  const auto refused = store().put(kDay, std::array{std::string_view(huge)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(*store().get(put("small")), "small");
}

TEST_P(BlobStore, ConcurrentWritersAndReadersEachGetTheirOwn) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) {
        const std::string blob = std::to_string(t) + "/" + std::to_string(i);
        EXPECT_EQ(store().get(put(blob)).value_or("none"), blob);
      }
    });
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(store().expire(kDay - std::chrono::days(1)));
    EXPECT_TRUE(store().size_bytes());
  }
  for (auto& thread : threads) thread.join();
}

INSTANTIATE_TEST_SUITE_P(Adapters, BlobStore, testing::ValuesIn(adapters_under_test()),
                         [](const auto& made) { return made.param.name; });

}  // namespace
}  // namespace picket::contract
