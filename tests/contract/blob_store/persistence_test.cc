// What is there after closing and opening again.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(PersistentBlobStoreContract, KeepsBlobsOfEveryDay) {
  Blobs blobs;
  for (int i = 0; i < 100; ++i) blobs.push_back("blob " + std::to_string(i));
  const auto first = put(kDay, blobs);
  const auto second = put(kDay + days(1), blobs);
  const auto bytes = store().size_bytes();
  open();
  EXPECT_EQ(store().size_bytes(), *bytes);
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    EXPECT_EQ(store().get(first[i]), blobs[i]);
    EXPECT_EQ(store().get(second[i]), blobs[i]);
  }
}

TEST_P(PersistentBlobStoreContract, NeverGivesAnOldReferenceAgain) {
  const auto before = put_one(kDay, "before");
  open();
  const auto after = put_one(kDay, "after!");
  EXPECT_NE(before, after);
  EXPECT_EQ(store().get(before), "before");
  EXPECT_EQ(store().get(after), "after!");
}

TEST_P(PersistentBlobStoreContract, ExpiresWhatAnEarlierProcessPut) {
  const auto gone = put_one(kDay, "gone");
  const auto kept = put_one(kDay + days(1), "kept");
  open();
  EXPECT_NE(store().expire(kDay + days(1)), 0U);
  open();
  expect_not_found(gone);
  EXPECT_EQ(store().get(kept), "kept");
}

TEST_P(PersistentBlobStoreContract, AnOldReferenceDoesNotFindTheBlobOfALaterProcess) {
  const auto old = put_one(kDay, "same size");
  ASSERT_TRUE(store().expire(kDay + days(1)));
  open();
  const auto late = put_one(kDay, "SAME SIZE");
  EXPECT_EQ(old.container, late.container) << "or this test shows nothing";
  expect_not_found(old);
  EXPECT_EQ(store().get(late), "SAME SIZE");
}

INSTANTIATE_TEST_SUITE_P(All, PersistentBlobStoreContract,
                         testing::ValuesIn(persistent_blob_store_adapters()), adapter_name);

}  // namespace
}  // namespace picket::contract
