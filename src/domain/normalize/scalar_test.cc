#include "domain/normalize/scalar.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

TEST(LenientText, TakesBooleansAndExactNumbers) {
  EXPECT_EQ(lenient_text(true), "True");
  EXPECT_EQ(lenient_text(false), "False");
  EXPECT_EQ(lenient_text(-42), "-42");
  EXPECT_EQ(lenient_text(18446744073709551615U), "18446744073709551615");
  EXPECT_EQ(lenient_text(1.9), "1");
  EXPECT_EQ(lenient_text(-1.9), "-1");
  EXPECT_EQ(lenient_text(9007199254740991.0), "9007199254740991");
  EXPECT_EQ(lenient_text(9007199254740992.0), std::nullopt);
  EXPECT_EQ(lenient_text(std::nan("")), std::nullopt);
  EXPECT_EQ(lenient_text(nullptr), std::nullopt);
  EXPECT_EQ(lenient_text(json::array{}), std::nullopt);
  EXPECT_EQ(lenient_text(json::object{}), std::nullopt);
}

TEST(ReadTimestamp, TakesSecondsAndRfc3339) {
  const auto us = [](const json::value& value) {
    const auto time = read_timestamp(value);
    return time ? std::optional(to_unix_us(*time)) : std::nullopt;
  };
  EXPECT_EQ(us(946684800), 946'684'800'000'000);
  EXPECT_EQ(us(0.1234567), 123'457);
  EXPECT_EQ(us(-1.5), -1'500'000);
  EXPECT_EQ(us("2000-01-01T00:00:00Z"), 946'684'800'000'000);
  EXPECT_EQ(us("2000-01-01T01:00:00.25+01:00"), 946'684'800'250'000);
  EXPECT_EQ(us("2000-01-01 00:00:00"), 946'684'800'000'000);
  EXPECT_EQ(us("yesterday"), std::nullopt);
  EXPECT_EQ(us(253402300800), std::nullopt);
  EXPECT_EQ(us(std::numeric_limits<double>::infinity()), std::nullopt);
  EXPECT_EQ(us(std::nan("")), std::nullopt);
  EXPECT_EQ(us(18446744073709551615U), std::nullopt);
  EXPECT_EQ(us(true), std::nullopt);
}

TEST(LevelName, TakesNamesAndPythonNumbers) {
  const std::pair<json::value, std::string_view> cases[] = {
      {"debug", "debug"},     {"info", "info"},   {"log", "info"},
      {"warning", "warning"}, {"error", "error"}, {"fatal", "fatal"},
      {"critical", "fatal"},  {10, "debug"},      {20, "info"},
      {30, "warning"},        {40, "error"},      {50, "fatal"},
      {"Error", ""},          {"warn", ""},       {60, ""},
      {nullptr, ""}};
  for (const auto& [value, want] : cases) EXPECT_EQ(level_name(value), want) << value;
}

TEST(CanonicalAddress, IsLowerHex) {
  EXPECT_EQ(canonical_address("0xDEADbeef"), "0xdeadbeef");
  EXPECT_EQ(canonical_address("0X1f"), "0x1f");
  EXPECT_EQ(canonical_address("31"), "0x1f");
  EXPECT_EQ(canonical_address(31), "0x1f");
  EXPECT_EQ(canonical_address(18446744073709551615U), "0xffffffffffffffff");
  for (const json::value& bad :
       {json::value("0x"), json::value(""), json::value("0x1g"), json::value("0x10000000000000000"),
        json::value(-1), json::value(1.5), json::value(true)}) {
    EXPECT_EQ(canonical_address(bad), std::nullopt) << bad;
  }
}

TEST(CanonicalIds, AreLowerHexAndNotZero) {
  EXPECT_EQ(canonical_trace_id("4C79F60C11214EB38604F4AE0781BFB2"),
            "4c79f60c11214eb38604f4ae0781bfb2");
  EXPECT_EQ(canonical_trace_id("4c79f60c-1121-4eb3-8604-f4ae0781bfb2"),
            "4c79f60c11214eb38604f4ae0781bfb2");
  EXPECT_EQ(canonical_trace_id(std::string(32, '0')), std::nullopt);
  EXPECT_EQ(canonical_trace_id("4c79"), std::nullopt);
  EXPECT_EQ(canonical_span_id("FA90FDEAD5F74052"), "fa90fdead5f74052");
  EXPECT_EQ(canonical_span_id("fa90fdead5f7405"), std::nullopt);
  EXPECT_EQ(canonical_span_id("fa90fdead5f7405x"), std::nullopt);
  EXPECT_EQ(canonical_span_id("0000000000000000"), std::nullopt);
}

TEST(IsIpAddress, KnowsBothFamilies) {
  for (const char* good : {"127.0.0.1", "::1", "2001:db8::ff00:42:8329", "::ffff:1.2.3.4"}) {
    EXPECT_TRUE(is_ip_address(good)) << good;
  }
  for (const char* bad : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "[::1]", "localhost", "1.2.3.4 ",
                          "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"}) {
    EXPECT_FALSE(is_ip_address(bad)) << bad;
  }
}

TEST(TrimSpace, KnowsUnicodeSpace) {
  EXPECT_EQ(trim_space("  a b\t\n"), "a b");
  EXPECT_EQ(trim_space("\xC2\xA0x\xE2\x80\xA8"), "x");
  EXPECT_EQ(trim_space(" \n"), "");
  EXPECT_EQ(trim_space("x"), "x");
}

TEST(DebugChar, QuotesAsRustDoes) {
  EXPECT_EQ(debug_char(U'x'), "'x'");
  EXPECT_EQ(debug_char(U'\n'), "'\\n'");
  EXPECT_EQ(debug_char(U'\t'), "'\\t'");
  EXPECT_EQ(debug_char(U'\r'), "'\\r'");
  EXPECT_EQ(debug_char(U'\''), "'\\''");
  EXPECT_EQ(debug_char(U'\\'), "'\\\\'");
  EXPECT_EQ(debug_char(U'\0'), "'\\0'");
  EXPECT_EQ(debug_char(0x1F), "'\\u{1f}'");
  EXPECT_EQ(debug_char(U'\u00e9'), "'\xC3\xA9'");
}

}  // namespace
}  // namespace picket::domain::normalize
