#include "protocol/json_without.h"

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::protocol {
namespace {

namespace json = boost::json;

constexpr std::string_view kOfDocument[] = {"extra", "frames"};
constexpr std::string_view kOfFrames[] = {"vars", "pre_context"};
constexpr Omissions kOmissions{kOfDocument, kOfFrames};

std::string without(std::string_view text) {
  const auto value = parse_json_without(text, kOmissions);
  return value ? json::serialize(*value) : "error";
}

void remove(json::object& from, std::span<const std::string_view> names) {
  for (const std::string_view name : names) from.erase(name);
}

/// What is left out, found in the whole document.
void remove_from_frames(json::value& value) {
  if (json::array* list = value.if_array()) {
    for (json::value& entry : *list) remove_from_frames(entry);
    return;
  }
  json::object* const object = value.if_object();
  if (object == nullptr) return;
  for (auto& [key, member] : *object) {
    if (json::array* frames = key == "frames" ? member.if_array() : nullptr) {
      for (json::value& frame : *frames) {
        if (frame.is_object()) remove(frame.get_object(), kOfFrames);
      }
    }
    remove_from_frames(member);
  }
}

/// Of valid text.
json::value expected(std::string_view text) {
  json::value value = *parse_json(text);
  if (value.is_object()) remove(value.get_object(), kOfDocument);
  remove_from_frames(value);
  return value;
}

TEST(JsonWithout, LeavesOutMembersOfTheDocument) {
  EXPECT_EQ(without(R"({"a":1,"extra":{"b":[1,{"c":"d"}]},"e":2})"), R"({"a":1,"e":2})");
  EXPECT_EQ(without(R"({"extra":1})"), "{}");
  EXPECT_EQ(without(R"({"extra":"text","a":{"extra":null}})"), R"({"a":{"extra":null}})");
  EXPECT_EQ(without(R"([{"extra":1}])"), R"([{"extra":1}])");
}

TEST(JsonWithout, LeavesOutMembersOfFrames) {
  EXPECT_EQ(without(R"({"s":{"frames":[{"f":1,"vars":{"x":[]}},{"pre_context":["a"],"g":2}]}})"),
            R"({"s":{"frames":[{"f":1},{"g":2}]}})");
  EXPECT_EQ(without(R"({"s":{"frames":{"vars":1}},"vars":2})"),
            R"({"s":{"frames":{"vars":1}},"vars":2})");
  EXPECT_EQ(without(R"({"s":{"frames":[[{"vars":1}],{"f":{"vars":2}}]}})"),
            R"({"s":{"frames":[[{"vars":1}],{"f":{"vars":2}}]}})");
}

TEST(JsonWithout, StillChecksWhatItLeavesOut) {
  for (const char* text : {R"({"extra":)", R"({"extra":{]})", R"({"extra":{"a" 1}})",
                           R"({"extra":1)", R"({"extra":[1,]})"}) {
    EXPECT_EQ(without(text), "error") << text;
  }
  const std::string deep = R"({"extra":)" + std::string(kMaxJsonDepth + 1, '[') +
                           std::string(kMaxJsonDepth + 1, ']') + "}";
  ASSERT_FALSE(parse_json_without(deep, kOmissions));
  EXPECT_EQ(parse_json_without(deep, kOmissions).error(), JsonError::too_deep);
}

TEST(JsonWithout, RepairsWhatParseJsonDoes) {
  EXPECT_EQ(without(R"({"extra":NaN,"a":NaN,"s":{"frames":[{"vars":Infinity,"f":1}]}})"),
            R"({"a":null,"s":{"frames":[{"f":1}]}})");
}

/// Some names are those that are left out.
json::value random_value(SeededRandom& random, int depth) {
  constexpr std::string_view kNames[] = {"frames", "vars", "pre_context", "extra", "a", "s"};
  switch (random.below(depth == 0 ? 5 : 8)) {
    case 0:
      return nullptr;
    case 1:
      return random.below(2) == 0;
    case 2:
      return random.next();
    case 3:
      return -0.5 * static_cast<double>(random.below(100));
    case 4:
      return json::string(std::string(random.below(3), '"'));
    case 5:
    case 6: {
      json::array list;
      for (std::uint64_t n = random.below(4); n > 0; --n) {
        list.push_back(random_value(random, depth - 1));
      }
      return list;
    }
    default: {
      json::object object;
      for (std::uint64_t n = random.below(5); n > 0; --n) {
        object[kNames[random.below(std::size(kNames))]] = random_value(random, depth - 1);
      }
      return object;
    }
  }
}

TEST(JsonWithout, IsParseJsonWithoutThem) {
  SeededRandom random(11);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = json::serialize(random_value(random, 6));
    const auto value = parse_json_without(text, kOmissions);
    ASSERT_TRUE(value) << text;
    ASSERT_EQ(*value, expected(text)) << text;
  }
}

}  // namespace
}  // namespace picket::protocol
