#include "protocol/json.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "protocol/json_repair.h"

namespace picket::protocol {
namespace {

std::string rewritten(std::string_view text) {
  const auto value = parse_json(text);
  if (!value) return value.error() == JsonError::too_deep ? "too deep" : "syntax";
  std::string out;
  write_json(*value, out);
  return out;
}

TEST(ParseJson, ReadsAndWritesTheSame) {
  for (const char* text : {"null", "true", "[]", "{}", R"({"a":[1,-2,3.5,"x"],"b":{"c":null}})",
                           R"("\u0001\"\\\n")", "18446744073709551615", "-9223372036854775808",
                           "1.0", "0.30000000000000004", "1668148328.308933", "1e+300", "-0.0",
                           "0.12345678901234568", "\"\xC3\xA9\xF0\x9F\x98\x80\""}) {
    EXPECT_EQ(rewritten(text), text);
  }
}

TEST(ParseJson, ReadsLongNumbersToTheLastBit) {
  for (const std::string text : {"0.1234567890123456789", "3.14159265358979311599796346854",
                                 "2.2250738585072011e-308", "179769313486231570000e288"}) {
    EXPECT_EQ(parse_json(text)->get_double(), std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(ParseJson, ReadsEveryPowerOfTenToTheLastBit) {
  for (int exponent = -323; exponent <= 307; ++exponent) {
    for (const char* digits : {"1", "1.234567", "-9.9", "1.7976931348623"}) {
      const std::string text = std::string(digits) + "e" + std::to_string(exponent);
      const auto value = parse_json(text);
      ASSERT_TRUE(value.has_value() && value->is_double()) << text;
      ASSERT_EQ(value->get_double(), std::strtod(text.c_str(), nullptr)) << text;
    }
  }
}

TEST(ParseJson, TheLastOfARepeatedKeyWins) {
  EXPECT_EQ(rewritten(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
}

TEST(ParseJson, LivesInTheGivenStorage) {
  boost::json::monotonic_resource arena;
  const auto value = parse_json(R"({"a":[1]})", &arena);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->storage().get(), &arena);
  const auto repaired = parse_json(R"({"a":[NaN]})", &arena);
  ASSERT_TRUE(repaired.has_value());
  EXPECT_EQ(repaired->storage().get(), &arena);
}

TEST(ParseJson, RepairsWhatSdksWriteWrongly) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"(["\ud800"])", "[\"\xEF\xBF\xBD\"]"},
      {R"(["\ud800x\udc00"])", "[\"\xEF\xBF\xBDx\xEF\xBF\xBD\"]"},
      {R"(["\ud83d\ude00","\ud800\ud83d\ude00"])",
       "[\"\xF0\x9F\x98\x80\",\"\xEF\xBF\xBD\xF0\x9F\x98\x80\"]"},
      {"[\"a\xFF\"]", "[\"a\xEF\xBF\xBD\"]"},
      {"[\"\xC3\"]", "[\"\xEF\xBF\xBD\"]"},
      {"[\"\xED\xA0\x80\"]", "[\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"]"},
      {"[NaN,Infinity,-Infinity]", "[null,null,null]"},
      {"[\"NaN\",NaN]", "[\"NaN\",null]"},
      {"[1e400,-1e400]", "[null,null]"},
      {"[1e99999999999,1e-99999999999,0e99999999999]", "[null,0,0]"},
      {"[NaN,1e00000001,2e+1]", "[null,10.0,20.0]"},
      {R"(["\\ud800",NaN])", R"(["\\ud800",null])"},
  };
  for (const auto& [text, want] : cases) EXPECT_EQ(rewritten(text), want) << text;
}

TEST(ParseJson, KeepsNonFiniteNumbersOnRequest) {
  const auto value = parse_json("[NaN,1e400,1e99999999999]", {}, NonFinite::keep);
  ASSERT_TRUE(value.has_value());
  for (const auto& element : value->get_array()) EXPECT_TRUE(std::isinf(element.get_double()));
}

TEST(ParseJson, RefusesWhatIsNotJson) {
  for (const char* text : {"", " ", "{", "[1,]", "{\"a\"}", "nul", "1 2", "{}x", "'a'", "\"a\nb\"",
                           "\"\\u12g4\"", "\"\\ud8", "NaN x", "[NaN", "\"\\", "NaNN"}) {
    EXPECT_EQ(rewritten(text), "syntax") << text;
  }
}

TEST(ParseJson, BoundsTheDepth) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(rewritten(nested(kMaxJsonDepth)), nested(kMaxJsonDepth));
  EXPECT_EQ(rewritten(nested(kMaxJsonDepth + 1)), "too deep");
  EXPECT_EQ(rewritten("[NaN," + nested(kMaxJsonDepth) + "]"), "too deep");
}

TEST(ParseJsonPrefix, StopsBehindTheFirstValue) {
  const std::pair<std::string_view, std::size_t> cases[] = {
      {"{}", 2}, {"{}\nrest", 2}, {" \n{\"a\":\n1}  \r\nx", 10}, {"[1]{", 3}};
  for (const auto& [text, size] : cases) {
    const auto prefix = parse_json_prefix(text);
    ASSERT_TRUE(prefix.has_value()) << text;
    EXPECT_EQ(prefix->size, size) << text;
  }
  EXPECT_EQ(parse_json_prefix("{\"a\":").error(), JsonError::syntax);
  EXPECT_EQ(parse_json_prefix("").error(), JsonError::syntax);
}

TEST(WriteJson, NeverWritesWhatIsNotJson) {
  const boost::json::array value = {std::numeric_limits<double>::quiet_NaN(),
                                    std::numeric_limits<double>::infinity(), 1e300, 100.0};
  std::string out;
  write_json(boost::json::value(value), out);
  EXPECT_EQ(out, "[null,null,1e+300,100.0]");
}

TEST(WriteJson, Appends) {
  std::string out = "x";
  write_json(boost::json::object{{"a", 1}}, out);
  write_json_string("\x1f/", out);
  EXPECT_EQ(out, "x{\"a\":1}\"\\u001f/\"");
}

TEST(WriteJson, EscapesWhereverTheCharacterStands) {
  for (const std::size_t size : {1U, 7U, 8U, 9U, 17U, 511U, 512U, 513U, 9000U}) {
    for (const char special : {'"', '\\', '\x01', '\x1f', '\n'}) {
      for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
        std::string text(size, 'x');
        text[at] = special;
        std::string out;
        write_json_string(text, out);
        EXPECT_EQ(std::string_view(parse_json(out)->get_string()), text);
      }
    }
  }
}

TEST(WriteJson, GrowsItsBufferAsNeeded) {
  boost::json::value value = boost::json::array();
  for (int i = 0; i < 1000; ++i) value = boost::json::array{std::move(value)};
  std::string out;
  write_json(value, out);
  EXPECT_EQ(out, std::string(1001, '[') + std::string(1001, ']'));
  out.clear();
  write_json(boost::json::array(5000, boost::json::array()), out);
  EXPECT_EQ(out.size(), 2U + 5000 * 3 - 1);
}

TEST(RepairJson, LeavesTextAloneThatNeedsNoRepair) {
  for (const char* text : {"", "{", "[1,]", "\"\xC3\xA9\\n\"", "[1e10,-5]", "\"unterminated"}) {
    EXPECT_FALSE(repair_json(text)) << text;
  }
}

TEST(FindInJson, NeverThrows) {
  const auto value = *parse_json(R"({"o":{"x":1},"a":[1],"s":"text"})");
  const auto& object = value.get_object();
  EXPECT_NE(find(value, "o"), nullptr);
  EXPECT_EQ(find(value, "none"), nullptr);
  EXPECT_EQ(find(boost::json::value(1), "o"), nullptr);
  EXPECT_NE(find_object(object, "o"), nullptr);
  EXPECT_EQ(find_object(object, "a"), nullptr);
  EXPECT_NE(find_array(object, "a"), nullptr);
  EXPECT_EQ(find_array(object, "none"), nullptr);
  EXPECT_EQ(find_string(object, "s"), "text");
  EXPECT_EQ(find_string(object, "a"), "");
}

}  // namespace
}  // namespace picket::protocol
