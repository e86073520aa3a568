#include "domain/parameterize/screen.h"

#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/parameterize/combined_pattern.h"
#include "domain/parameterize/kinds.h"
#include "domain/parameterize/parameterize.h"

namespace picket::domain::parameterize {
namespace {

/// Pieces of which kinds are made, and what is beside them.
constexpr const char* kPieces[] = {"a",
                                   "b",
                                   "cafe",
                                   "DE",
                                   "ad",
                                   "beef",
                                   "x",
                                   "tx",
                                   "com",
                                   "de",
                                   "COM",
                                   "é",
                                   "中",
                                   "٣",
                                   "0",
                                   "1",
                                   "42",
                                   "2024",
                                   "00",
                                   "12345678",
                                   ".",
                                   ":",
                                   "::",
                                   "-",
                                   "_",
                                   "@",
                                   "=",
                                   "'",
                                   "\"",
                                   "://",
                                   "/",
                                   "(",
                                   ")",
                                   ",",
                                   "%",
                                   " ",
                                   "\n",
                                   "\u00A0",
                                   "T",
                                   "Z",
                                   "true",
                                   "False",
                                   "Mon",
                                   "Jan",
                                   "10:20:30",
                                   "PM",
                                   "datetime",
                                   "datetime.datetime(",
                                   "s",
                                   "ms",
                                   "0x",
                                   "ffff",
                                   "abcdefabcdefabcdefabc",
                                   "deadbeef",
                                   "+0100",
                                   "GMT",
                                   "fe80:",
                                   "de:ad:be:ef",
                                   "de ad be ef",
                                   "aaaa.bbbb.cccc",
                                   "-1.5",
                                   "{",
                                   "#",
                                   "\x1C"};

std::string random_text(std::mt19937& random) {
  std::uniform_int_distribution<std::size_t> length(0, 9);
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  std::string text;
  for (std::size_t left = length(random); left > 0; --left) text += kPieces[piece(random)];
  return text;
}

/// The answer by all kinds and the larger alphabet.
std::string unscreened(const std::string& text) {
  static const CombinedPattern all = [] {
    std::vector<const Kind*> every;
    for (const Kind& kind : kinds()) every.push_back(&kind);
    return CombinedPattern(every, Alphabet::unicode);
  }();
  std::string out;
  std::size_t done = 0;
  while (done < text.size()) {
    const auto match = all.find(text, done);
    if (!match || !*match) break;
    out.append(text, done, (*match)->begin - done).append((*match)->kind->placeholder);
    done = (*match)->end;
  }
  return out.append(text, done);
}

TEST(Screen, ChangesNoAnswer) {
  std::mt19937 random(20260811);
  std::size_t screened = 0;
  std::size_t changed = 0;
  constexpr std::size_t kTexts = 60'000;
  for (std::size_t i = 0; i < kTexts; ++i) {
    const std::string text = random_text(random);
    const std::string expected = unscreened(text);
    ASSERT_EQ(with_placeholders(text).value_or(text), expected) << text;
    screened += screen(text).may_hold_any() ? 0U : 1U;
    changed += expected != text ? 1U : 0U;
  }
  // The texts are worth something: many are left out, many are not.
  EXPECT_GT(screened, kTexts / 20);
  EXPECT_GT(changed, kTexts / 4);
}

TEST(Screen, LeavesOutPlainTexts) {
  for (const char* text :
       {"", "division by zero", "Error: it broke. Again.", "a = b (c)",
        "Cannot read properties of undefined (reading 'foo')", "up - down - up"}) {
    EXPECT_FALSE(screen(text).may_hold_any()) << text;
  }
}

TEST(Screen, NamesWhatAKindNeeds) {
  const auto only = [](const char* text, Need need) {
    Screen expected;
    expected.add(need);
    EXPECT_EQ(screen(text).state(), expected.state()) << text;
  };
  only("a@b", Need::at_sign);
  only("a://b", Need::scheme);
  only("a.x", Need::dotted_name);
  only("a='x", Need::assignment);
  only("a=True", Need::assignment);
  only("7", Need::number);
  only("deadbeef", Need::number);
  only("std::x", Need::number);
  only("x:a", Need::number);
  only("datetime(x", Need::number);
  EXPECT_TRUE(screen("\xC3\xA9").may_hold(Need::number));
  EXPECT_FALSE(screen("\xC3\xA9").ascii());
  EXPECT_TRUE(screen("7").ascii());
}

TEST(Screen, HasAStateForEachAnswer) {
  for (std::size_t state = 0; state < Screen::kStates; ++state) {
    EXPECT_EQ(Screen::of_state(state).state(), state);
  }
  EXPECT_LT(screen("a@b x://y a.x k='' 7 \xC3\xA9").state(), Screen::kStates);
}

}  // namespace
}  // namespace picket::domain::parameterize
