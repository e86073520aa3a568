#include "domain/items/dump_bytes.h"

#include <optional>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

constexpr std::string_view kLittle(
    "MDMP\x02\x01\x00\x00\x04\x00\x00\x00"
    "a\0b\0",
    16);
constexpr std::string_view kBig(
    "PMDM\x00\x00\x01\x02\x00\x00\x00\x04"
    "\0a\0b",
    16);

TEST(DumpBytes, OpenTellsTheByteOrder) {
  EXPECT_EQ(DumpBytes::open(kLittle)->u32(4), 0x102U);
  EXPECT_EQ(DumpBytes::open(kLittle)->u16(4), 0x102U);
  EXPECT_EQ(DumpBytes::open(kBig)->u32(4), 0x102U);
  EXPECT_EQ(DumpBytes::open(kBig)->u16(6), 0x102U);
  for (const char* bytes : {"", "MDM", "mdmp", "DMPM"}) {
    EXPECT_FALSE(DumpBytes::open(bytes).has_value()) << bytes;
  }
}

TEST(DumpBytes, ReadsTexts) {
  for (const std::string_view bytes : {kLittle, kBig}) {
    EXPECT_EQ(DumpBytes::open(bytes)->wide_text(8, 4), "ab");
    EXPECT_EQ(DumpBytes::open(bytes)->wide_text(8, 3), std::nullopt) << "more than asked for";
    EXPECT_EQ(DumpBytes::open(bytes)->counted(8, 4), bytes.substr(12));
  }
}

TEST(DumpBytes, StaysWithinTheDump) {
  const auto dump = DumpBytes::open(kLittle);
  EXPECT_EQ(dump->at(0, 16), kLittle);
  EXPECT_EQ(dump->at(16, 0), "");
  EXPECT_EQ(dump->at(16, 1), std::nullopt);
  EXPECT_EQ(dump->at(17, 0), std::nullopt);
  EXPECT_EQ(dump->at(1, ~std::uint64_t{0}), std::nullopt);
  EXPECT_EQ(dump->u32(13), std::nullopt);
  EXPECT_EQ(dump->u16(15), std::nullopt);
  EXPECT_EQ(dump->counted(13, 100), std::nullopt);
  EXPECT_EQ(dump->counted(4, 1000), std::nullopt) << "0x102 bytes are not there";
}

}  // namespace
}  // namespace picket::domain::items
