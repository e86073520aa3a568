#include "load/variation.h"

#include <set>

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::load {
namespace {

namespace json = boost::json;

json::object event(std::string_view text) {
  return json::parse({text.data(), text.size()}).as_object();
}

constexpr Timestamp kNow{std::chrono::microseconds(1'764'000'000'250'000)};

Variation variation(std::size_t issue) {
  SeededRandom random(3);
  return draw_variation(issue, kNow, random);
}

std::string varied(std::string_view text, std::size_t issue, std::string_view pointer) {
  json::object changed = event(text);
  vary(changed, variation(issue));
  const json::value whole = changed;
  return json::serialize(whole.at_pointer({pointer.data(), pointer.size()}));
}

TEST(IssueWord, DiffersAndHasOnlyLetters) {
  std::set<std::string> words;
  for (std::size_t i = 0; i < 5'000; ++i) {
    const std::string word = issue_word(i);
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos) << word;
    words.insert(word);
  }
  EXPECT_EQ(words.size(), 5'000U);
}

TEST(Vary, ChangesTheTypeOfEveryFormOfException) {
  for (const auto& [text, pointer] : {
           std::pair{R"({"exception":{"values":[{"type":"E"}]}})", "/exception/values/0/type"},
           std::pair{R"({"exception":[{"type":"E"}]})", "/exception/0/type"},
           std::pair{R"({"exception":{"type":"E"}})", "/exception/type"},
       }) {
    EXPECT_EQ(varied(text, 0, pointer), R"("E_ba")") << text;
    EXPECT_NE(varied(text, 1, pointer), varied(text, 2, pointer)) << text;
  }
}

TEST(Vary, ChangesTheInnermostFunctionOnly) {
  constexpr std::string_view kText =
      R"({"exception":{"values":[{"stacktrace":{"frames":[{"function":"f"},{"function":"g"}]}}]}})";
  EXPECT_EQ(varied(kText, 0, "/exception/values/0/stacktrace/frames/0/function"), R"("f")");
  EXPECT_EQ(varied(kText, 0, "/exception/values/0/stacktrace/frames/1/function"), R"("g_ba")");
}

TEST(Vary, ChangesMessages) {
  EXPECT_EQ(varied(R"({"message":"m"})", 0, "/message"), R"("m _ba")");
  EXPECT_EQ(varied(R"({"logentry":{"message":"m"}})", 0, "/logentry/message"), R"("m _ba")");
  EXPECT_EQ(varied(R"({"logentry":{"formatted":"m"}})", 0, "/logentry/formatted"), R"("m _ba")");
  EXPECT_EQ(varied(R"({"logentry":"m"})", 0, "/logentry"), R"("m _ba")");
}

TEST(Vary, LeavesWhatItDoesNotUnderstand) {
  for (std::string_view text :
       {R"({"exception":null})", R"({"exception":{"values":null}})", R"({"exception":[null,3]})",
        R"({"exception":"E"})", R"({"exception":{"values":[{"stacktrace":{"frames":[null]}}]}})",
        R"({"logentry":null,"message":7})"}) {
    const json::object before = event(text);
    json::object after = before;
    vary(after, variation(0));
    for (const auto& [key, value] : before) EXPECT_EQ(after.at(key), value) << text;
  }
}

TEST(Vary, SetsWhatAnSdkSets) {
  json::object changed = event(R"({"platform":"python","transaction":"t"})");
  const Variation with = variation(0);
  vary(changed, with);
  EXPECT_EQ(protocol::find_string(changed, "event_id"), with.event_id.to_hex());
  EXPECT_EQ(protocol::find_string(changed, "timestamp"), "2025-11-24T16:00:00.250000Z");
  EXPECT_EQ(protocol::find_string(changed, "transaction"), "t_ba");
  EXPECT_TRUE(protocol::find_string(changed, "release").starts_with("shop@2."));
  EXPECT_FALSE(protocol::find_string(changed, "environment").empty());
  EXPECT_TRUE(changed.at("user").as_object().contains("email"));
  EXPECT_TRUE(changed.at("tags").as_object().contains("correlation_id"));
}

TEST(Vary, WritesTimeAsTheSdkDoes) {
  json::object changed = event(R"({"platform":"javascript"})");
  vary(changed, variation(0));
  EXPECT_EQ(changed.at("timestamp").as_double(), 1'764'000'000.25);
}

TEST(Vary, KeepsTheFormOfTags) {
  EXPECT_EQ(varied(R"({"tags":[["a","b"]]})", 0, "/tags/0"), R"(["a","b"])");
  EXPECT_TRUE(varied(R"({"tags":[["a","b"]]})", 0, "/tags/1").starts_with(R"(["correlation_id")"));
  EXPECT_EQ(varied(R"({"tags":{"a":"b"}})", 0, "/tags/a"), R"("b")");
}

TEST(DrawVariation, StaysInItsRangesAndNeverRepeatsAnId) {
  SeededRandom random(1);
  std::set<std::string> ids;
  std::set<std::uint64_t> correlations;
  std::size_t production = 0;
  for (int i = 0; i < 2'000; ++i) {
    const Variation drawn = draw_variation(0, kNow, random);
    EXPECT_LT(drawn.release, kReleases);
    EXPECT_LT(drawn.user, kUsers);
    EXPECT_LT(drawn.environment, 3U);
    production += drawn.environment == 0 ? 1U : 0U;
    ids.insert(drawn.event_id.to_hex());
    correlations.insert(drawn.correlation_id);
  }
  EXPECT_EQ(ids.size(), 2'000U);
  EXPECT_EQ(correlations.size(), 2'000U);
  EXPECT_NEAR(static_cast<double>(production), 1'600, 100);
}

}  // namespace
}  // namespace picket::load
