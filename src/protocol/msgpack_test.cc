#include "protocol/msgpack.h"

#include <string>

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::protocol {
namespace {

using namespace std::string_view_literals;

std::string read(std::string_view bytes) {
  std::string_view rest = bytes;
  const auto value = take_msgpack(rest);
  if (!value) {
    switch (value.error()) {
      case MsgpackError::truncated:
        return "truncated";
      case MsgpackError::invalid:
        return "invalid";
      case MsgpackError::too_deep:
        return "too deep";
    }
  }
  EXPECT_EQ(rest, "");
  std::string text;
  write_json(*value, text);
  return text;
}

TEST(TakeMsgpack, ReadsEveryKind) {
  EXPECT_EQ(read("\xc0"sv), "null");
  EXPECT_EQ(read("\xc2"sv), "false");
  EXPECT_EQ(read("\xc3"sv), "true");
  EXPECT_EQ(read("\x7f"sv), "127");
  EXPECT_EQ(read("\xff"sv), "-1");
  EXPECT_EQ(read("\xe0"sv), "-32");
  EXPECT_EQ(read("\xcc\xff"sv), "255");
  EXPECT_EQ(read("\xcd\x01\x00"sv), "256");
  EXPECT_EQ(read("\xce\x00\x01\x00\x00"sv), "65536");
  EXPECT_EQ(read("\xcf\xff\xff\xff\xff\xff\xff\xff\xff"sv), "18446744073709551615");
  EXPECT_EQ(read("\xd0\x80"sv), "-128");
  EXPECT_EQ(read("\xd1\x80\x00"sv), "-32768");
  EXPECT_EQ(read("\xd2\x80\x00\x00\x00"sv), "-2147483648");
  EXPECT_EQ(read("\xd3\xff\xff\xff\xff\xff\xff\xff\xfe"sv), "-2");
  EXPECT_EQ(read("\xca\x3f\xc0\x00\x00"sv), "1.5");
  EXPECT_EQ(read("\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00"sv), "1.5");
  EXPECT_EQ(read("\xa3"
                 "abc"sv),
            "\"abc\"");
  EXPECT_EQ(read("\xd9\x03"
                 "abc"sv),
            "\"abc\"");
  EXPECT_EQ(read("\xda\x00\x03"
                 "abc"sv),
            "\"abc\"");
  EXPECT_EQ(read("\xdb\x00\x00\x00\x03"
                 "abc"sv),
            "\"abc\"");
  EXPECT_EQ(read("\xc4\x03"
                 "abc"sv),
            "\"abc\"");
  EXPECT_EQ(read("\xc5\x00\x01"
                 "a"sv),
            "\"a\"");
  EXPECT_EQ(read("\xc6\x00\x00\x00\x01"
                 "a"sv),
            "\"a\"");
  EXPECT_EQ(read("\x92\x01\xc0"sv), "[1,null]");
  EXPECT_EQ(read("\xdc\x00\x01\x01"sv), "[1]");
  EXPECT_EQ(read("\xdd\x00\x00\x00\x01\x01"sv), "[1]");
  EXPECT_EQ(read("\x82\xa1"
                 "a\x01\xa1"
                 "b\x80"sv),
            R"({"a":1,"b":{}})");
  EXPECT_EQ(read("\xde\x00\x01\xa1"
                 "a\x01"sv),
            R"({"a":1})");
  EXPECT_EQ(read("\xdf\x00\x00\x00\x01\xa1"
                 "a\x01"sv),
            R"({"a":1})");
}

TEST(TakeMsgpack, ReadsExtensionsAsNull) {
  EXPECT_EQ(read("\xd4\x01z"sv), "null");
  EXPECT_EQ(read("\xd6\xff"
                 "1234"sv),
            "null");
  EXPECT_EQ(read("\xc7\x02\x01zz"sv), "null");
  EXPECT_EQ(read("\xc8\x00\x00\x01"sv), "null");
}

TEST(TakeMsgpack, TakesOneOfAStream) {
  std::string_view rest =
      "\x01\xa1"
      "a"sv;
  EXPECT_EQ(take_msgpack(rest)->as_int64(), 1);
  EXPECT_EQ(take_msgpack(rest)->as_string(), "a");
  EXPECT_EQ(rest, "");
  EXPECT_EQ(take_msgpack(rest).error(), MsgpackError::truncated);
}

TEST(TakeMsgpack, RepairsTextAndKeepsTheLastOfEqualKeys) {
  EXPECT_EQ(read("\xa2"
                 "a\xff"sv),
            "\"a\xef\xbf\xbd\"");
  EXPECT_EQ(read("\x82\xa1"
                 "a\x01\xa1"
                 "a\x02"sv),
            R"({"a":2})");
}

TEST(TakeMsgpack, RefusesWhatIsNone) {
  EXPECT_EQ(read(""), "truncated");
  EXPECT_EQ(read("\xc1"sv), "invalid");
  EXPECT_EQ(read("\x81\x01\x02"sv), "invalid") << "a number as key";
  for (const std::string_view bytes :
       {"\xa3"
        "ab"sv,
        "\x92\x01"sv,
        "\x81\xa1"
        "a"sv,
        "\xcd\x01"sv, "\xca\x00"sv, "\xd8\x01z"sv, "\xdd\xff\xff\xff\xff\x01"sv,
        "\xdf\xff\xff\xff\xff\xa1"
        "a\x01"sv,
        "\xdb\xff\xff\xff\xff"
        "a"sv,
        "\xc9\xff\xff\xff\xff\x01"sv}) {
    EXPECT_EQ(read(bytes), "truncated");
  }
  const std::string deep(kMaxMsgpackDepth, '\x91');
  EXPECT_EQ(read(deep + "\x01"), std::string(128, '[') + "1" + std::string(128, ']'));
  EXPECT_EQ(read(deep + "\x91\x01"), "too deep");
}

}  // namespace
}  // namespace picket::protocol
