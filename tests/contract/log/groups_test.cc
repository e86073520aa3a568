// Consumer groups and what they committed.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(LogContract, KnowsNothingOfAGroupThatNeverCommitted) {
  const auto committed = log().committed("g", kEvents0);
  ASSERT_TRUE(committed);
  EXPECT_FALSE(*committed);
  EXPECT_TRUE(log().groups()->empty());
}

TEST_P(LogContract, KeepsTheLastCommitPerGroupAndPartition) {
  ASSERT_TRUE(log().commit("g", kEvents0, {5, "first"}));
  ASSERT_TRUE(log().commit("g", kEvents0, {7, "second"}));
  ASSERT_TRUE(log().commit("g", kEvents1, {1, ""}));
  ASSERT_TRUE(log().commit("other.Group_1", kEvents0, {2, ""}));
  EXPECT_EQ(log().committed("g", kEvents0).value()->next, 7);
  EXPECT_EQ(log().committed("g", kEvents0).value()->metadata, "second");
  EXPECT_EQ(log().committed("g", kEvents1).value()->next, 1);
  EXPECT_EQ(log().committed("other.Group_1", kEvents0).value()->next, 2);
  EXPECT_FALSE(log().committed("g", kOutcomes).value());
  EXPECT_EQ(*log().groups(), (std::vector<std::string>{"g", "other.Group_1"}));
}

TEST_P(LogContract, LetsAGroupGoBack) {
  ASSERT_TRUE(log().commit("g", kEvents0, {5, ""}));
  ASSERT_TRUE(log().commit("g", kEvents0, {0, ""}));
  EXPECT_EQ(log().committed("g", kEvents0).value()->next, 0);
}

TEST_P(LogContract, KeepsMetadataByteForByteUpToItsLimit) {
  std::string metadata(4096, '\0');
  for (std::size_t i = 0; i < metadata.size(); ++i) metadata[i] = static_cast<char>(i);
  ASSERT_TRUE(log().commit("g", kEvents0, {1, metadata}));
  EXPECT_EQ(log().committed("g", kEvents0).value()->metadata, metadata);
}

TEST_P(LogContract, RefusesCommitsThatCannotBe) {
  const auto refusal = [&](const std::string& group, ports::CommittedOffset offset) {
    const auto refused = log().commit(group, kEvents0, offset);
    EXPECT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
    return refused.error().code;
  };
  EXPECT_EQ(refusal("g", {-1, ""}), "negative_offset");
  EXPECT_EQ(refusal("g", {1, std::string(4097, 'x')}), "metadata_too_large");
  for (const std::string& name : {std::string(), std::string("a/b"), std::string("a b"),
                                  std::string("\0x", 2), std::string("ü"), std::string(129, 'x')}) {
    EXPECT_EQ(refusal(name, {1, ""}), "bad_group_name") << name;
  }
  EXPECT_TRUE(log().groups()->empty());
}

TEST_P(LogContract, TakesNamesThatWouldBeSpecialToAFileSystem) {
  for (const std::string& name :
       {std::string("."), std::string(".."), std::string("-x"), std::string("a.tmp"),
        std::string("a.offsets"), std::string(128, 'x')}) {
    EXPECT_TRUE(log().commit(name, kEvents0, {3, ""})) << name;
    EXPECT_EQ(log().committed(name, kEvents0).value()->next, 3) << name;
  }
  EXPECT_EQ(log().groups()->size(), 6U);
}

}  // namespace
}  // namespace picket::contract
