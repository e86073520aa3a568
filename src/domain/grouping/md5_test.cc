#include "domain/grouping/md5.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

TEST(Md5, PassesTheVectorsOfTheRfc) {
  const std::pair<const char*, const char*> vectors[] = {
      {"", "d41d8cd98f00b204e9800998ecf8427e"},
      {"a", "0cc175b9c0f1b6a831c399e269772661"},
      {"abc", "900150983cd24fb0d6963f7d28e17f72"},
      {"message digest", "f96b697d7cb7938d525a2f31aaf161d0"},
      {"abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"},
      {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
       "d174ab98d277d9f5a5611c2c9f419d9f"},
      {"12345678901234567890123456789012345678901234567890123456789012345678901234567890",
       "57edf4a22be3c955ac49da2e2107b67a"},
  };
  for (const auto& [text, digest] : vectors) EXPECT_EQ(md5_hex(text), digest) << text;
}

TEST(Md5, PadsAtEveryBorderOfABlock) {
  // Digests by coreutils: head -c N /dev/zero | tr '\0' x | md5sum
  const std::pair<std::size_t, const char*> vectors[] = {
      {55, "04364420e25c512fd958a70738aa8f72"},  {56, "668a72d5ba17f08e62dabcafad6db14b"},
      {57, "693037871c4a9d3d8685018905cb530a"},  {63, "7dc2ca208106a2f703567bdff99d8981"},
      {64, "c1bb4f81d892b2d57947682aeb252456"},  {65, "1bc932052302d074bdec39795fe00cf6"},
      {119, "ab347a5f68c8a443cfcddc633f12c24f"}, {120, "fb98667f98096de92620b64f46e1c5b5"},
      {128, "d69cb61a6ee87200676eb0d4b90edbcb"}, {100000, "d5816f35916d1d9482fb0f1ec201101d"},
  };
  for (const auto& [size, digest] : vectors) {
    EXPECT_EQ(md5_hex(std::string(size, 'x')), digest) << size;
  }
}

}  // namespace
}  // namespace picket::domain::grouping
