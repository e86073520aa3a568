// The decorator itself: where its faults fall, and that retrying them ends well.
#include <gtest/gtest.h>

#include "adapters/faulty/blob_store.h"
#include "adapters/memory/blob_store.h"

namespace picket::contract {
namespace {

using adapters::Fault;
using adapters::FaultPlan;

class FaultyBlobStoreTest : public testing::Test {
 protected:
  Result<domain::BlobRef> put(std::string_view blob) {
    const auto refs = store_.put(kDay, std::span(&blob, 1));
    if (!refs) return unexpected(refs.error());
    return refs->front();
  }

  const Timestamp kDay{std::chrono::days(20'000)};
  adapters::MemoryBlobStore inner_;
  FaultPlan plan_{7};
  adapters::FaultyBlobStore store_{inner_, plan_};
};

TEST_F(FaultyBlobStoreTest, FailsAPutBeforeOrAfterTheInnerStoreTookIt) {
  plan_.script({Fault::fail_before, Fault::fail_after});
  const auto before = put("before");
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(before.error().code, "fault_injected");
  EXPECT_EQ(*inner_.expire(kDay + std::chrono::days(1)), 0U);
  EXPECT_FALSE(put("after"));
  EXPECT_EQ(*inner_.expire(kDay + std::chrono::days(1)), 5U) << "an orphan, which expires";
}

TEST_F(FaultyBlobStoreTest, ARetriedPutIsFound) {
  plan_.set_rates({.fail_before = 300, .fail_after = 300});
  for (int i = 0; i < 100; ++i) {
    const std::string blob = std::to_string(i);
    auto ref = put(blob);
    while (!ref) ref = put(blob);
    EXPECT_EQ(inner_.get(*ref), blob);
  }
  EXPECT_GT(plan_.injected(), 50);
}

TEST_F(FaultyBlobStoreTest, PutsEveryCallUnderThePlan) {
  plan_.set_rates({.fail_before = 1000});
  EXPECT_FALSE(put("blob"));
  EXPECT_FALSE(store_.get({}));
  EXPECT_FALSE(store_.expire(kDay));
  EXPECT_FALSE(store_.size_bytes());
  EXPECT_EQ(plan_.injected(), 4);
}

}  // namespace
}  // namespace picket::contract
