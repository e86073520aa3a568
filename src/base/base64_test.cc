#include "base/base64.h"

#include <span>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace picket {
namespace {

TEST(Base64, TakesTheVectorsOfTheRfcBothWays) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"Zg==", "f"},
      {"Zm8=", "fo"},
      {"Zm9v", "foo"},
      {"Zm9vYg==", "foob"},
      {"Zm9vYmE=", "fooba"},
      {"Zm9vYmFy", "foobar"},
      {"//79", "\xFF\xFE\xFD"},
      {"+/+/", "\xFB\xFF\xBF"},
  };
  for (const auto& [text, want] : cases) {
    EXPECT_EQ(base64_decode(text), want) << text;
    EXPECT_EQ(base64_encode(std::as_bytes(std::span(want))), text);
  }
}

TEST(Base64, ForgivesWhiteSpaceAndMissingPadding) {
  EXPECT_EQ(base64_decode(" Zm9v\r\nYmE "), "fooba");
  EXPECT_EQ(base64_decode("Zg"), "f");
}

TEST(Base64, RefusesAnythingElse) {
  for (const char* text : {"Z", "Zm9vZ", "Zm9-", "Zg==Zg==", "Zm9v!"}) {
    EXPECT_FALSE(base64_decode(text)) << text;
  }
}

}  // namespace
}  // namespace picket
