#include "base/percent.h"

#include <gtest/gtest.h>

namespace picket {
namespace {

TEST(PercentEncode, LeavesOnlyWhatNeedsNoEscape) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a b+c/d:@?&=%"), "a%20b%2Bc%2Fd%3A%40%3F%26%3D%25");
  EXPECT_EQ(percent_encode("\xC3\xBC\n"), "%C3%BC%0A");
}

TEST(PercentEncode, IsUndoneByDecoding) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(every), true), every);
}

TEST(PercentDecode, UndoesEscapes) {
  EXPECT_EQ(percent_decode("a%20b%2fC%2F", false), "a b/C/");
  EXPECT_EQ(percent_decode("%ff", false), "\xFF");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
  EXPECT_EQ(percent_decode("a+b", false), "a+b");
}

TEST(PercentDecode, KeepsBrokenEscapes) {
  for (const char* text : {"%", "%2", "%zz", "100%", "%2g"}) {
    EXPECT_EQ(percent_decode(text, true), text);
  }
}

}  // namespace
}  // namespace picket
