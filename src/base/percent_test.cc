#include "base/percent.h"

#include <gtest/gtest.h>

namespace picket {
namespace {

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
