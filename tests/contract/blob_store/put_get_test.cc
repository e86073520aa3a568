// Putting and getting: what comes back, and what is refused.
#include <algorithm>

#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(BlobStoreContract, ReturnsBytesAsTheyCame) {
  std::string all_bytes;
  for (int round = 0; round < 400; ++round) {
    for (int b = 0; b < 256; ++b) all_bytes += static_cast<char>(b);
  }
  const Blobs blobs = {"", all_bytes, std::string(3, '\0'), "a"};
  const auto refs = put(kDay, blobs);
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    EXPECT_EQ(store().get(refs[i]), blobs[i]) << i;
    EXPECT_EQ(refs[i].size, blobs[i].size());
  }
}

TEST_P(BlobStoreContract, KeepsManyBlobsOfOnePut) {
  Blobs blobs;
  for (int i = 0; i < 500; ++i) blobs.push_back("blob " + std::to_string(i));
  const auto refs = put(kDay, blobs);
  for (std::size_t i = 0; i < blobs.size(); ++i) EXPECT_EQ(store().get(refs[i]), blobs[i]);
}

TEST_P(BlobStoreContract, NeverGivesAReferenceTwiceNorAnEmptyOne) {
  std::vector<domain::BlobRef> all;
  for (int round = 0; round < 20; ++round) {
    for (const auto& ref : put(kDay + days(round % 3), {"same", "same"})) {
      EXPECT_EQ(std::count(all.begin(), all.end(), ref), 0);
      EXPECT_NE(ref, domain::BlobRef{});
      all.push_back(ref);
    }
  }
}

TEST_P(BlobStoreContract, TakesAPutOfNothing) {
  EXPECT_TRUE(put(kDay, {}).empty());
}

TEST_P(BlobStoreContract, FilesBlobsUnderAnyTimeOfTheirDay) {
  const auto morning = put_one(kDay, "morning");
  const auto night = put_one(kDay + days(1) - Duration(1), "night");
  ASSERT_TRUE(store().expire(kDay + days(1) - Duration(1)));
  EXPECT_EQ(store().get(morning), "morning");
  EXPECT_EQ(store().get(night), "night");
}

TEST_P(BlobStoreContract, FindsNothingUnderReferencesThatItNeverGave) {
  expect_not_found({});
  expect_not_found({1, 2, 3});
  const auto ref = put_one(kDay, "blob");
  auto other_day = ref;
  other_day.container += std::uint64_t{1} << 32U;
  expect_not_found(other_day);
  auto other_file = ref;
  other_file.container += 1;
  expect_not_found(other_file);
  auto too_large = ref;
  too_large.size = 0xffffffffU;
  expect_not_found(too_large);
}

TEST_P(BlobStoreContract, NeverReturnsOtherBytesForAChangedReference) {
  const auto refs = put(kDay, {"first", "second", "third"});
  for (const auto& ref : refs) {
    for (const int by : {-40, -33, -1, 1, 5, 37, 1000}) {
      auto changed = ref;
      changed.offset += static_cast<std::uint64_t>(static_cast<std::int64_t>(by));
      if (std::count(refs.begin(), refs.end(), changed) != 0) continue;
      EXPECT_FALSE(store().get(changed)) << by;
    }
    for (const int by : {-5, -1, 1, 32, 1000}) {
      auto changed = ref;
      changed.size += static_cast<std::uint32_t>(by);
      EXPECT_FALSE(store().get(changed)) << by;
    }
  }
}

TEST_P(BlobStoreContract, RefusesABlobThatIsTooLarge) {
  const std::string large((32U << 20U) + 1, 'x');
  const std::string_view blobs[] = {"small", large};
  const auto refused = store().put(kDay, blobs);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(refused.error().code, "blob_too_large");
}

TEST_P(BlobStoreContract, RefusesDaysOutOfRange) {
  const std::string_view blob = "x";
  for (const Timestamp day : {Timestamp(days(-1)), Timestamp(days(3'000'000))}) {
    const auto refused = store().put(day, std::span(&blob, 1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
    EXPECT_EQ(refused.error().code, "day_out_of_range");
    EXPECT_EQ(store().expire(day).error().code, "day_out_of_range");
  }
}

// Of the tests in all files of this folder.
INSTANTIATE_TEST_SUITE_P(All, BlobStoreContract, testing::ValuesIn(blob_store_adapters()),
                         adapter_name);

}  // namespace
}  // namespace picket::contract
