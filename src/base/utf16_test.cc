#include "base/utf16.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket {
namespace {

std::string little(std::string_view bytes) {
  return utf16_to_utf8(bytes, ByteOrder::little);
}

TEST(Utf16ToUtf8, ReadsBothByteOrders) {
  EXPECT_EQ(little(std::string_view("a\0\xe9\0\xac\x20", 6)), "a\u00e9\u20ac");
  EXPECT_EQ(utf16_to_utf8(std::string_view("\0a\0\xe9\x20\xac", 6), ByteOrder::big),
            "a\u00e9\u20ac");
  EXPECT_EQ(little(""), "");
}

TEST(Utf16ToUtf8, JoinsSurrogates) {
  EXPECT_EQ(little(std::string_view("\x3d\xd8\x00\xde\x62\0", 6)), "\U0001f600b");
}

TEST(Utf16ToUtf8, ReplacesASurrogateAlone) {
  EXPECT_EQ(little("\x3d\xd8"), "\ufffd");
  EXPECT_EQ(little(std::string_view("\x3d\xd8\x62\0", 4)), "\ufffdb");
  EXPECT_EQ(little(std::string_view("\0\xde\x3d\xd8\0\xde", 6)), "\ufffd\U0001f600");
}

TEST(Utf16ToUtf8, LeavesAnOddByteOut) {
  EXPECT_EQ(little(std::string_view("a\0b", 3)), "a");
}

}  // namespace
}  // namespace picket
