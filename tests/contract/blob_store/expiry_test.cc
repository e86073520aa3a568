// Expiry: which days go, and what is left.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(BlobStoreContract, DropsWholeDaysBeforeTheOneGiven) {
  const auto first = put_one(kDay, "first");
  const auto second = put_one(kDay + days(1), "second");
  const auto third = put_one(kDay + days(2), "third");
  const auto freed = store().expire(kDay + days(2));
  ASSERT_TRUE(freed);
  EXPECT_GE(*freed, std::string("firstsecond").size());
  expect_not_found(first);
  expect_not_found(second);
  EXPECT_EQ(store().get(third), "third");
}

TEST_P(BlobStoreContract, ExpiryIsSafeToRepeat) {
  const auto gone = put_one(kDay, "gone");
  const auto kept = put_one(kDay + days(1), "kept");
  ASSERT_TRUE(store().expire(kDay + days(1)));
  EXPECT_EQ(store().expire(kDay + days(1)), 0U);
  EXPECT_EQ(store().expire(kDay), 0U);
  expect_not_found(gone);
  EXPECT_EQ(store().get(kept), "kept");
}

TEST_P(BlobStoreContract, ExpiringAnEmptyStoreFreesNothing) {
  EXPECT_EQ(store().expire(kDay), 0U);
  EXPECT_EQ(store().expire(Timestamp{}), 0U);
}

TEST_P(BlobStoreContract, TakesBlobsOfADayThatExpired) {
  const auto old = put_one(kDay, "same size");
  ASSERT_TRUE(store().expire(kDay + days(1)));
  const auto late = put_one(kDay, "SAME SIZE");
  EXPECT_EQ(store().get(late), "SAME SIZE");
  ASSERT_TRUE(store().expire(kDay + days(1)));
  expect_not_found(late);
  expect_not_found(old);
}

TEST_P(BlobStoreContract, TellsItsSizeWhenItIsOnDisk) {
  EXPECT_EQ(store().size_bytes(), 0U);
  put_one(kDay, std::string(500, 'x'));
  put_one(kDay + days(1), std::string(500, 'x'));
  const auto full = store().size_bytes();
  ASSERT_TRUE(full);
  if (GetParam().persistent) {
    EXPECT_GE(*full, 1000U);
    EXPECT_LT(*full, 1200U);
  } else {
    EXPECT_EQ(*full, 0U);
  }
  const auto freed = store().expire(kDay + days(1));
  if (GetParam().persistent) {
    EXPECT_EQ(store().size_bytes(), *full - *freed);
  }
  ASSERT_TRUE(store().expire(kDay + days(2)));
  EXPECT_EQ(store().size_bytes(), 0U);
}

}  // namespace
}  // namespace picket::contract
