#include "domain/normalize/message_format.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

std::string formatted(std::string_view message, std::string_view params) {
  return format_message(message, json::parse(params)).value_or("unchanged");
}

TEST(FormatMessage, DoesPrintf) {
  const std::string_view cases[][3] = {
      {"%s and %s", R"(["a",1])", "a and 1"},
      {"%d%%", "[5]", "5%"},
      {"%i|%u", "[-5,7.9]", "-5|7"},
      {"%5d|%-5d|%05d|%+d|% d", "[42,42,42,42,42]", "   42|42   |00042|+42| 42"},
      {"%05d", "[-42]", "-0042"},
      {"%x %X %#x %o %#o", "[255,255,255,8,8]", "ff FF 0xff 10 0o10"},
      {"%.3d", "[7]", "007"},
      {"%f %.2f %e", "[1.5,2.345,1]", "1.500000 2.35 1.000000e+00"},
      {"%g %G", "[0.5,1e20]", "0.5 1E+20"},
      {"%c", R"(["x"])", "x"},
      {"%.2s|%5s|%-5s|", R"(["abc","ab","ab"])", "ab|   ab|ab   |"},
      {"%*d|%.*f", "[5,42,1,2.55]", "   42|2.5"},
      {"%ld %hd", "[1,2]", "1 2"},
      {"%(a)s %(b)d", R"({"a":"x","b":3})", "x 3"},
      {"%s %s", R"([true,null])", "true null"},
      {"%s", R"([{"a":[1]}])", R"({"a":[1]})"},
      {"%r %a", R"(["q",1])", R"("q" 1)"},
      {"%d", "[true]", "1"},
      {"%s", R"(["a","surplus"])", "a"},
  };
  for (const auto& [message, params, want] : cases) {
    EXPECT_EQ(formatted(message, params), want) << message;
  }
}

TEST(FormatMessage, DoesCurly) {
  const std::string_view cases[][3] = {
      {"{} and {}", R"(["a",1])", "a and 1"},
      {"{1} {0} {1}", R"(["a","b"])", "b a b"},
      {"{name}!", R"({"name":"x"})", "x!"},
      {"{{}} {}", R"([1])", "{} 1"},
  };
  for (const auto& [message, params, want] : cases) {
    EXPECT_EQ(formatted(message, params), want) << message;
  }
}

TEST(FormatMessage, LeavesWhatDoesNotFit) {
  const std::string_view cases[][2] = {
      {"%s %s", R"(["a"])"}, {"%d", R"(["a"])"}, {"%f", R"(["a"])"},    {"%c", R"(["ab"])"},
      {"%y", "[1]"},         {"%", "[1]"},       {"%(a", R"({"a":1})"}, {"%(b)s", R"({"a":1})"},
      {"%s", R"({"a":1})"},  {"%(a)s", "[1]"},   {"{} {}", "[1]"},      {"{2}", "[1]"},
      {"{name}", "[1]"},     {"{", "[1]"},       {"}", "[1]"},          {"{a} }", R"({"a":1})"},
      {"%*d", R"(["w",1])"}, {"%*d", "[-1,1]"},  {"plain", "[1]"},      {"%s", "1"},
      {"%s", "null"},        {"%d", "[1e300]"},
  };
  for (const auto& [message, params] : cases) {
    EXPECT_EQ(format_message(message, json::parse(params)), std::nullopt) << message << params;
  }
}

TEST(FormatMessage, StopsAtItsLimits) {
  EXPECT_EQ(formatted("%999999999999999999999d", "[1]").size(), kMaxFormatWidth);
  std::string message;
  for (int i = 0; i < 1000; ++i) message += "%(a)256s";
  EXPECT_LE(formatted(message, R"({"a":"x"})").size(), kMaxFormattedBytes + kMaxFormatWidth);
}

}  // namespace
}  // namespace picket::domain::normalize
