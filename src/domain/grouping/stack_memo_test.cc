// Grouping with a memo says what grouping without one says, whatever came before.
#include "domain/grouping/stack_memo.h"

#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/random.h"
#include "domain/grouping/grouping.h"
#include "domain/grouping/known_stack.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

json::object parsed(std::string_view text) {
  return json::parse({text.data(), text.size()}).as_object();
}

struct Count {
  std::uint32_t known = 0;
  std::uint32_t fresh = 0;
};

/// Hashes, title and the event as marked, in one text.
std::string told(json::object event, const GroupingSettings& settings, StackMemo* memo,
                 Count* count = nullptr) {
  const Grouping grouping = group_and_mark_event(event, settings, memo);
  if (count != nullptr) {
    count->known += grouping.known_stacks;
    count->fresh += grouping.new_stacks;
  }
  std::string text =
      grouping.title + "|" + std::to_string(grouping.main_exception_id.value_or(-1)) + "|";
  for (const std::string& hash : grouping.hashes) text += hash + " ";
  return text + json::serialize(event);
}

/// Often enough to be kept, and then known.
Count expect_the_same(const json::object& event, const GroupingSettings& settings,
                      StackMemo& memo) {
  Count count;
  const std::string without = told(event, settings, nullptr);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(told(event, settings, &memo, &count), without);
  return count;
}

std::string event_of(std::string_view frames, std::string_view exception = R"("type":"E")",
                     std::string_view platform = "python") {
  return R"({"platform":")" + std::string(platform) + R"(","exception":{"values":[{)" +
         std::string(exception) + R"(,"stacktrace":{"frames":[)" + std::string(frames) + "]}}]}}";
}

std::shared_ptr<const GroupingSettings> by(std::string_view rules) {
  return GroupingSettings::compile({.stack_trace = rules}, kCurrent);
}

TEST(StackMemo, KeepsWhatComesTheSecondTime) {
  StackMemo memo;
  const json::object event = parsed(event_of(R"({"function":"f","module":"m","in_app":true})"));
  for (const std::uint32_t known : {0, 0, 1, 1}) {
    json::object copy = event;
    const Grouping grouping = group_and_mark_event(copy, *GroupingSettings::standard(), &memo);
    EXPECT_EQ(grouping.known_stacks, known);
    EXPECT_EQ(grouping.new_stacks, 1 - known);
  }
  EXPECT_GT(memo.bytes(), 0U);
}

TEST(StackMemo, DoesNotKeepWhatComesOnce) {
  StackMemo memo;
  for (int i = 0; i < 100; ++i) {
    const std::string frame = R"({"function":"f)" + std::to_string(i) + R"("})";
    told(parsed(event_of(frame)), *GroupingSettings::standard(), &memo);
  }
  EXPECT_EQ(memo.bytes(), 0U);
}

/// Frames that differ in one thing that decides about hash or marks, each with the same rules.
TEST(StackMemo, TellsApartWhatGroupingDoes) {
  const auto settings =
      by("module:m -app\npath:**/x.py -app\npackage:**/lib.so -group\ncategory:mine +app\n"
         "function:hidden -group\nfamily:native -app\n");
  constexpr std::string_view kFrames[] = {
      R"({"function":"f","filename":"a.py","in_app":true})",
      R"({"function":"g","filename":"a.py","in_app":true})",
      R"({"function":"hidden","filename":"a.py","in_app":true})",
      R"({"function":"f","filename":"b.py","in_app":true})",
      R"({"function":"f","filename":"a.py","in_app":false})",
      R"({"function":"f","filename":"a.py"})",
      R"({"function":"f","module":"m","filename":"a.py","in_app":true})",
      R"({"function":"f","module":"n","filename":"a.py","in_app":true})",
      R"({"function":"f","filename":"a.py","abs_path":"/srv/x.py","in_app":true})",
      R"({"function":"f","filename":"a.py","package":"/usr/lib.so","in_app":true})",
      R"({"function":"f","filename":"a.py","data":{"category":"mine"}})",
      R"({"function":"f","filename":"a.py","platform":"native","in_app":true})",
      R"({"function":"f","filename":"a.py","context_line":"x = 1","in_app":true})",
      R"({"function":"f","filename":"a.py","raw_function":"F","in_app":true})",
      R"({"function":"f","filename":"a.py","lineno":1,"in_app":true},
         {"function":"f","filename":"a.py","lineno":1,"in_app":true})",
      R"({"function":"f","filename":"a.py","lineno":1,"in_app":true},
         {"function":"f","filename":"a.py","lineno":2,"in_app":true})",
      R"({"function":"fa","filename":".py","in_app":true})",
      R"({"function":"f","filename":"c.js","context_line":"go();","data":{}})",
      R"({"function":"f","filename":"c.js","context_line":"go();","data":{"sourcemap":"c.map"}})",
  };
  StackMemo memo;
  Count last;
  for (int round = 0; round < 3; ++round) {
    for (const std::string_view frames : kFrames) {
      for (const std::string_view platform : {"python", "javascript", "cocoa", "java", "php"}) {
        last =
            expect_the_same(parsed(event_of(frames, R"("type":"E")", platform)), *settings, memo);
      }
    }
  }
  EXPECT_EQ(last.fresh, 0U);
}

TEST(StackMemo, LooksAtTheExceptionWhereRulesDo) {
  const std::string frame = R"({"function":"f","in_app":true},{"function":"g","in_app":true})";
  constexpr std::string_view kExceptions[] = {
      R"("type":"E","value":"one")", R"("type":"E","value":"two")", R"("type":"F","value":"one")",
      R"("type":"E","value":"one","mechanism":{"type":"onerror"})"};
  for (const std::string_view rules :
       {"", "error.value:one function:g -app", "error.type:F function:g -group",
        "error.mechanism:onerror function:f -app"}) {
    const auto settings = by(rules);
    StackMemo memo;
    std::size_t fresh = 0;
    for (const std::string_view exception : kExceptions) {
      fresh += expect_the_same(parsed(event_of(frame, exception)), *settings, memo).fresh;
    }
    // Three looks at each of the stack traces that the rules tell apart, the first two in vain.
    const std::size_t different = rules.empty() ? 1 : 2;
    EXPECT_EQ(fresh, 2 * different) << rules;
  }
}

TEST(StackMemo, KnowsWhoseRulesItWas) {
  const json::object event = parsed(event_of(R"({"function":"f","in_app":true},{"function":"g"})"));
  StackMemo memo;
  for (int round = 0; round < 3; ++round) {
    for (const std::string_view rules : {"", "function:f -app", "function:f -group"}) {
      const auto settings = by(rules);  // A new object, where the last one may have been.
      expect_the_same(event, *settings, memo);
    }
  }
}

/// Short texts from a small alphabet, so that frames meet rules and each other.
json::object random_event(SeededRandom& random) {
  constexpr std::string_view kTexts[] = {"", "a", "b", "main", "a.b", "/x/a.py", "node_modules/a"};
  const auto text = [&] { return kTexts[random.below(std::size(kTexts))]; };
  json::array values;
  for (std::uint64_t e = 0; e <= random.below(3); ++e) {
    json::array frames;
    for (std::uint64_t f = 0; f < random.below(5); ++f) {
      json::object frame;
      for (const char* key : {"function", "module", "filename", "abs_path", "package",
                              "context_line", "raw_function"}) {
        if (random.below(3) == 0) frame[key] = text();
      }
      if (random.below(3) != 0) frame["in_app"] = random.below(2) == 0;
      if (random.below(4) == 0) frame["lineno"] = random.below(2);
      if (random.below(6) == 0) frame["data"] = {{"category", text()}};
      if (random.below(8) == 0) frame["data"] = {{"orig_in_app", 1}, {"category", "threadbase"}};
      frames.push_back(std::move(frame));
    }
    json::object mechanism{{"type", text()}, {"exception_id", e}};
    if (e > 0) mechanism["parent_id"] = 0;
    if (random.below(3) == 0) mechanism["is_exception_group"] = true;
    values.push_back(json::object{{"type", text()},
                                  {"value", text()},
                                  {"mechanism", std::move(mechanism)},
                                  {"stacktrace", json::object{{"frames", std::move(frames)}}}});
  }
  constexpr std::string_view kPlatforms[] = {"python", "javascript", "java", "cocoa", "native"};
  return {{"platform", kPlatforms[random.below(std::size(kPlatforms))]},
          {"exception", json::object{{"values", std::move(values)}}}};
}

TEST(StackMemo, SaysWhatGroupingSaysOfAnyEvents) {
  const auto settings =
      by("function:a -app\nmodule:a.b +app\npath:**/a.py -group\nfunction:main ^-group\n"
         "error.type:b function:* +group\n[function:a] | function:b max-frames=1\n"
         "function:main category=mine\ncategory:mine v-app\nfunction:a min-frames=2");
  // Small enough that stack traces make room for each other.
  StackMemo memo(std::size_t{64} << 10U);
  SeededRandom random(7);
  std::vector<json::object> events;
  for (int i = 0; i < 300; ++i) events.push_back(random_event(random));
  Count count;
  for (int i = 0; i < 6'000; ++i) {
    // Some often, most seldom.
    const std::size_t at = random.below(1 + random.below(events.size()));
    ASSERT_EQ(told(events[at], *settings, &memo, &count), told(events[at], *settings, nullptr))
        << at;
    ASSERT_LE(memo.bytes(), std::size_t{64} << 10U);
  }
  EXPECT_GT(count.known, 1'000U);
}

TEST(StackMemo, LeavesOutWhatIsTooLarge) {
  std::string frames;
  for (int i = 0; i < 200; ++i) {
    frames += (i == 0 ? "" : ",") + (R"({"in_app":true,"function":")" + std::string(400, 'f') +
                                     std::to_string(i) + R"("})");
  }
  StackMemo memo;
  EXPECT_EQ(expect_the_same(parsed(event_of(frames)), *GroupingSettings::standard(), memo).known,
            0U);
  EXPECT_EQ(memo.bytes(), 0U);
}

}  // namespace
}  // namespace picket::domain::grouping
