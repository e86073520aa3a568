// Globs against the plainest reading of the dialect: random patterns and texts of few letters.
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/rule_glob/glob.h"
#include "domain/rule_glob/glob_index.h"

namespace picket::domain::rule_glob {
namespace {

/// Tries every length for every star. `behind` is the pattern's byte before `pattern`, or "/".
bool reads_as(std::string_view pattern, char behind, std::string_view text, bool path) {
  if (pattern.empty()) return text.empty();
  const auto wild = [&](char c) { return c != '\n' && !(path && c == '/'); };
  const bool two = pattern.starts_with("**");
  if (two && behind == '/' && pattern.size() == 2) return text.find('\n') == std::string_view::npos;
  if (two && behind == '/' && pattern[2] == '/') {
    const std::string_view rest = pattern.substr(3);
    if (reads_as(rest, '/', text, path)) return true;
    for (std::size_t i = 0; i < text.size() && text[i] != '\n'; ++i) {
      if (text[i] == '/' && reads_as(rest, '/', text.substr(i + 1), path)) return true;
    }
    return false;
  }
  if (pattern[0] == '*') {
    const std::string_view rest = pattern.substr(two ? 2 : 1);
    for (std::size_t i = 0;; ++i) {
      if (reads_as(rest, '*', text.substr(i), path)) return true;
      if (i == text.size() || !wild(text[i])) return false;
    }
  }
  if (text.empty()) return false;
  const bool fits = pattern[0] == '?' ? wild(text[0]) : pattern[0] == text[0];
  return fits && reads_as(pattern.substr(1), pattern[0], text.substr(1), path);
}

std::string random_text(std::mt19937& random, std::string_view letters, std::size_t most) {
  std::string text(std::uniform_int_distribution<std::size_t>(0, most)(random), ' ');
  for (char& c : text) {
    c = letters[std::uniform_int_distribution<std::size_t>(0, letters.size() - 1)(random)];
  }
  return text;
}

TEST(GlobProperty, IsThePlainestReading) {
  std::mt19937 random(7);
  int matched = 0;
  for (int round = 0; round < 4'000; ++round) {
    const std::string pattern = random_text(random, "ab//**?", 8);
    const std::string text = random_text(random, round % 10 == 0 ? "ab/\n" : "ab/", 8);
    for (const bool path : {false, true}) {
      const Glob glob = Glob::compile(pattern, {.path = path}).value();
      const bool want = reads_as(pattern, '/', text, path);
      ASSERT_EQ(glob.matches(text), want) << pattern << " on " << text << " as path: " << path;
      matched += want ? 1 : 0;

      GlobIndex index;
      index.add(glob, 0);
      index.build();
      bool found = false;
      index.find(text, [&](std::uint16_t) { found = true; });
      ASSERT_EQ(found, want) << pattern << " on " << text;
    }
  }
  EXPECT_GT(matched, 400);
}

}  // namespace
}  // namespace picket::domain::rule_glob
