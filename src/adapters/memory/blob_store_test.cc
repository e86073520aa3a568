// What is particular to memory; what every blob store promises is in tests/contract.
#include "adapters/memory/blob_store.h"

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

using std::chrono::days;

const Timestamp kDay{days(20'000)};

domain::BlobRef put_one(MemoryBlobStore& store, Timestamp day, std::string_view blob) {
  const auto refs = store.put(day, std::span(&blob, 1));
  EXPECT_TRUE(refs);
  return refs ? refs->front() : domain::BlobRef{};
}

TEST(MemoryBlobStore, ExpiresTheOldestEarlyWhenItIsFull) {
  MemoryBlobStore store({.max_bytes = 10 + 2 * kMemoryBlobOverheadBytes, .max_blob_bytes = 10});
  const auto first = put_one(store, kDay, "1234");
  const auto second = put_one(store, kDay + days(1), "1234");
  const auto third = put_one(store, kDay + days(1), "123456");

  EXPECT_EQ(store.get(first).error().kind, ErrorKind::not_found);
  EXPECT_EQ(store.get(second), "1234");
  EXPECT_EQ(store.get(third), "123456");
  EXPECT_EQ(store.evicted_bytes(), 4U);
}

TEST(MemoryBlobStore, NeverReusesAReferenceOfAnEvictedBlob) {
  MemoryBlobStore store({.max_bytes = 4 + kMemoryBlobOverheadBytes, .max_blob_bytes = 4});
  const auto first = put_one(store, kDay, "aaaa");
  put_one(store, kDay + days(1), "bbbb");
  const auto third = put_one(store, kDay, "cccc");
  EXPECT_NE(first, third);
  EXPECT_EQ(store.get(third), "cccc");
  EXPECT_FALSE(store.get(first));
}

TEST(MemoryBlobStore, RefusesABlobOverItsLimit) {
  MemoryBlobStore store({.max_bytes = 1000, .max_blob_bytes = 3});
  const std::string_view blob = "1234";
  const auto refused = store.put(kDay, std::span(&blob, 1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "blob_too_large");
}

}  // namespace
}  // namespace picket::adapters
