#include "domain/account/digest.h"

#include <string>

#include <gtest/gtest.h>

#include "base/hex.h"

namespace picket::domain::account {
namespace {

std::string hmac_hex(std::string_view key, std::string_view message) {
  return to_hex(hmac_sha256(std::as_bytes(std::span(key)), message));
}

TEST(Sha256, PassesTheVectorsOfFips) {
  EXPECT_EQ(sha256_hex({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HmacSha256, PassesTheVectorsOfRfc4231) {
  EXPECT_EQ(hmac_hex(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hmac_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      hmac_hex(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(SameSecret, IsEqualityOfBytes) {
  EXPECT_TRUE(same_secret("", ""));
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_TRUE(same_secret({}, ""));
  for (const std::string_view other : {"", "ab", "abd", "bbc", "abcd", "ABC"})
    EXPECT_FALSE(same_secret("abc", other)) << other;
  EXPECT_FALSE(same_secret(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace picket::domain::account
