#include "base/hex.h"

#include <array>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket {
namespace {

TEST(ToHex, WritesTwoDigitsAByte) {
  const std::array bytes = {std::byte{0x00}, std::byte{0x09}, std::byte{0xaf}, std::byte{0xf0},
                            std::byte{0xff}};
  EXPECT_EQ(to_hex(bytes), "0009aff0ff");
  EXPECT_EQ(to_hex({}), "");
}

TEST(FromHex, TakesExactlyAsManyDigits) {
  std::array<std::byte, 2> bytes{};
  ASSERT_TRUE(from_hex("a0fF", bytes));
  EXPECT_EQ(to_hex(bytes), "a0ff");
  EXPECT_TRUE(from_hex("", {}));
  for (const char* text : {"", "a0f", "a0ff0", "a0ff00", "a0fg", "g0ff", "0xff", " a0f"})
    EXPECT_FALSE(from_hex(text, bytes)) << text;
}

TEST(RandomBytes, AreNeverTheSame) {
  EXPECT_NE(random_bytes<16>(), random_bytes<16>());
  EXPECT_EQ(random_hex(16).size(), 32U);
  EXPECT_NE(random_hex(16), random_hex(16));
}

}  // namespace
}  // namespace picket
