#include "domain/account/ascii_fold.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

TEST(FoldToAscii, SpellsLatinLetters) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"plain ASCII 09_-~\t", "plain ASCII 09_-~\t"},
      {"Łódź Straße", "Lodz Strasse"},
      {"ÀÉÎÕÜàéîõüÿ", "AEIOUaeiouy"},
      {"Ærøskøbing Þórr œuvre", "AEroskobing Thorr oeuvre"},
      {"İstanbul ığdır", "Istanbul igdir"},
      {"Nguyễn Đức Trọng", "Nguyen Duc Trong"},
      {"e\u0301te\u0301", "ete"},
      {"\uFF30\uFF49\uFF43\uFF4B\uFF45\uFF54\uFF10", "Picket0"},
      {"\uFB01sh \uFB04", "fish ffl"},
      {"a\u00A0b\u3000c", "a b c"},
      {"“it’s” — ok…", "\"it's\" - ok..."},
      {"x² №5 ™ Ⅷ ③", "x2 No5 TM VIII 3"},
      {"Ǽ", "AE"},
  };
  for (const auto& [text, want] : cases) EXPECT_EQ(fold_to_ascii(text), want) << text;
}

TEST(FoldToAscii, LeavesOutWhatHasNoAsciiForm) {
  EXPECT_EQ(fold_to_ascii("Привет 世界 ok 🎉"), "  ok ");
  EXPECT_EQ(fold_to_ascii("a\xff\xc3z\xe2\x82"), "az");
  EXPECT_EQ(fold_to_ascii(std::string_view("a\0b", 3)), std::string_view("a\0b", 3));
}

TEST(FoldToAscii, GivesAsciiForAnyBytes) {
  SeededRandom random(5);
  for (int round = 0; round < 5'000; ++round) {
    std::string bytes(random.below(20), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    for (const char c : fold_to_ascii(bytes))
      EXPECT_LT(static_cast<unsigned char>(c), 0x80) << bytes;
  }
}

}  // namespace
}  // namespace picket::domain::account
