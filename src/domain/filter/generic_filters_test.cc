#include "domain/filter/generic_filters.h"

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

constexpr std::string_view kRelease1 = R"({"op":"eq","name":"event.release","value":"1"})";
constexpr std::string_view kRelease2 = R"({"op":"eq","name":"event.release","value":"2"})";

std::string entry(std::string_view id, bool enabled, std::string_view condition) {
  return R"({"id":")" + std::string(id) + R"(","isEnabled":)" + (enabled ? "true" : "false") +
         R"(,"condition":)" + std::string(condition) + "}";
}

GenericFilters read(std::string_view entries, int version = 1) {
  auto parsed = read_generic_filters(R"({"version":)" + std::to_string(version) +
                                     R"(,"filters":[)" + std::string(entries) + "]}");
  EXPECT_TRUE(parsed.has_value()) << entries;
  return parsed.value();
}

std::vector<std::string> ids(const std::vector<GenericFilter>& filters) {
  std::vector<std::string> found;
  for (const GenericFilter& filter : filters) found.push_back(filter.id);
  return found;
}

using Ids = std::vector<std::string>;

TEST(GenericFilters, ProjectsComeFirst) {
  const auto merged =
      merge(read(entry("mine", true, kRelease1)), read(entry("all", true, kRelease2)));
  EXPECT_EQ(ids(merged), (Ids{"mine", "all"}));
}

TEST(GenericFilters, ProjectDecidesWhetherOneIsOn) {
  const GenericFilters off = read(entry("a", false, kRelease2));
  EXPECT_EQ(ids(merge({}, off)), Ids{});
  EXPECT_EQ(ids(merge(read(entry("a", true, "null")), off)), Ids{"a"});
  EXPECT_EQ(ids(merge(read(entry("a", false, "null")), read(entry("a", true, kRelease2)))), Ids{});
}

TEST(GenericFilters, ConditionOfTheProjectWins) {
  const GenericFilters global = read(entry("a", true, kRelease2));
  const json::object event{{"release", "1"}};
  const auto own = merge(read(entry("a", true, kRelease1)), global);
  ASSERT_EQ(own.size(), 1U);
  EXPECT_TRUE(own[0].condition->matches(event));
  const auto fallback = merge(read(entry("a", true, "null")), global);
  ASSERT_EQ(fallback.size(), 1U);
  EXPECT_FALSE(fallback[0].condition->matches(event));
  EXPECT_EQ(ids(merge(read(entry("b", true, "null")), global)), Ids{"a"}) << "nothing to match by";
}

TEST(GenericFilters, LaterVersionsSwitchAllOff) {
  EXPECT_TRUE(
      merge(read(entry("a", true, kRelease1), 2), read(entry("b", true, kRelease1))).empty());
  EXPECT_TRUE(
      merge(read(entry("a", true, kRelease1)), read(entry("b", true, kRelease1), 2)).empty());
}

TEST(GenericFilters, FirstOfAnIdCounts) {
  const auto merged =
      merge(read(entry("a", false, kRelease1) + "," + entry("a", true, kRelease1)), {});
  EXPECT_TRUE(merged.empty());
}

TEST(GenericFilters, SaysWhatIsWrong) {
  std::string many;
  for (std::size_t i = 0; i <= kMaxGenericFilters; ++i) many += "{},";
  for (const std::string& text : std::vector<std::string>{
           "x", "[]", "{}", R"({"version":"1","filters":[]})", R"({"version":1})",
           R"({"version":1,"filters":{}})", R"({"version":1,"filters":[3]})",
           R"({"version":1,"filters":[{"isEnabled":true}]})",
           R"({"version":1,"filters":[{"id":"a b","isEnabled":true}]})",
           R"({"version":1,"filters":[{"id":"a"}]})",
           R"({"version":1,"filters":[{"id":"a","isEnabled":true,"condition":{}}]})",
           R"({"version":1,"filters":[)" + many + "{}]}"}) {
    const auto parsed = read_generic_filters(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_FALSE(parsed.error().empty());
  }
  EXPECT_TRUE(read_generic_filters("")->filters.empty());
}

std::string matching(std::string_view exception) {
  const json::object event{{"exception", {{"values", {json::parse(exception)}}}}};
  for (const GenericFilter& filter : built_in_filters().filters) {
    if (filter.condition->matches(event)) return filter.id;
  }
  return {};
}

TEST(GlobalFilters, AreThoseOfTheOperatorAndOurs) {
  EXPECT_EQ(ids(global_filters({}).filters), (Ids{"chunk-load-error", "react-hydration-errors"}));
  const GenericFilters chosen =
      read(entry("mine", true, kRelease1) + "," + entry("chunk-load-error", true, kRelease1));
  EXPECT_EQ(ids(global_filters(chosen).filters),
            (Ids{"mine", "chunk-load-error", "react-hydration-errors"}));
  EXPECT_EQ(ids(merge({}, global_filters(chosen))), (Ids{"mine", "chunk-load-error"}));
}

TEST(BuiltInFilters, KnowHydrationAndChunkErrors) {
  EXPECT_EQ(
      matching(R"({"type":"ChunkLoadError","value":"Loading chunk 3662 failed.\n[error: x]"})"),
      "chunk-load-error");
  EXPECT_EQ(
      matching(
          R"({"type":"Error: Uncaught [in promise]","value":"ChunkLoadError: Loading chunk 175 failed."
  })"),
      "chunk-load-error");
  EXPECT_EQ(
      matching(
          R"({"type":"Error","value":"Minified React error #423; visit https://reactjs.org/docs/error-decoder.html?invariant=423 for"})"),
      "react-hydration-errors");
  EXPECT_EQ(matching(R"({"type":"Error","value":"see https://react.dev/errors/418?args"})"),
            "react-hydration-errors");
  EXPECT_EQ(matching(R"({"type":"Error","value":"see https://react.dev/errors/410"})"), "");
  EXPECT_EQ(matching(R"({"type":"Error","value":"Loading chunk 1 failed"})"), "");
  EXPECT_TRUE(merge({}, built_in_filters()).empty()) << "off until a project wants them";
}

}  // namespace
}  // namespace picket::domain::filter
