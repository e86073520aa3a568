#include "domain/account/base32.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

std::string encode(std::string_view text, std::string_view alphabet = kBase32) {
  return base32_encode(std::as_bytes(std::span(text)), alphabet);
}

TEST(Base32, TakesTheVectorsOfTheRfcBothWays) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"f", "MY"},
      {"fo", "MZXQ"},
      {"foo", "MZXW6"},
      {"foob", "MZXW6YQ"},
      {"fooba", "MZXW6YTB"},
      {"foobar", "MZXW6YTBOI"},
  };
  for (const auto& [text, encoded] : cases) {
    EXPECT_EQ(encode(text), encoded) << text;
    EXPECT_EQ(base32_decode(encoded), text) << encoded;
  }
}

TEST(Base32, WritesCrockfordsAlphabetToo) {
  EXPECT_EQ(encode(std::string_view("\x00\x44\x32\x14\xc7", 5), kCrockford32), "01234567");
  EXPECT_EQ(encode("\xff\xff\xff\xff\xff", kCrockford32), "ZZZZZZZZ");
  EXPECT_EQ(kCrockford32.size(), 32U);
  EXPECT_EQ(kCrockford32.find_first_of("ILOU"), std::string_view::npos);
}

TEST(Base32, ForgivesCaseGroupsAndPadding) {
  EXPECT_EQ(base32_decode("mzxw 6ytb-OI======"), "foobar");
  EXPECT_EQ(base32_decode("MY=="), "f");
}

TEST(Base32, RefusesAnythingElse) {
  for (const char* text : {"M", "A", "AAA", "MZX", "MZXW6Y", "MZ", "M1", "M0", "M8",
                           "MZXW6YTB=MZXW6YTB", "MY\n", "M\xc3"})
    EXPECT_FALSE(base32_decode(text)) << text;
}

TEST(Base32, ReadsBackAnyBytes) {
  SeededRandom random(3);
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes(random.below(40), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    EXPECT_EQ(base32_decode(encode(bytes)), bytes);
    std::string noise;
    for (std::uint64_t i = random.below(12); i > 0; --i)
      noise += "AZaz27189= -\xff"[random.below(13)];
    if (const auto decoded = base32_decode(noise)) {
      EXPECT_EQ(base32_decode(encode(*decoded)), decoded) << noise;
    }
  }
}

}  // namespace
}  // namespace picket::domain::account
