// The shared vectors, data/grouping_hashes.json and data/function_trim.json, where they are.
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grouping/function_trim.h"
#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

/// What a stage that this version does not have yet would do to the vector's event.
using MissingStage = void (*)(json::object& input);

/// The project's stack-trace rules: "FUNCTION:name -app" and "-group" of this one vector. Frames
/// that rules take out of the grouping are as if they were not there.
void apply_rules(json::object& input) {
  json::array& frames =
      input.at("exception").at("values").at(0).at("stacktrace").at("frames").as_array();
  json::array kept;
  for (json::value& frame : frames) {
    if (frame.at("function") != "handleRequest") continue;
    frame.as_object()["in_app"] = false;
    kept.push_back(frame);
  }
  frames = std::move(kept);
}

/// Vectors that need what this version of the algorithm does not have yet: stack-trace rules. They
/// fail as they are, and pass when the missing stage is done by hand.
const std::map<std::string, MissingStage>& not_yet() {
  static const std::map<std::string, MissingStage> stages{
      {"contributing_system_frames", apply_rules},
  };
  return stages;
}

/// nullopt where the folder is not.
std::optional<json::array> read_vectors(const std::string& name) {
  std::ifstream file(std::string(PICKET_SHARED_DIR) + "/spec/data/" + name);
  if (!file) return std::nullopt;
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return json::parse(text).as_array();
}

std::vector<std::string> texts(const json::value& list) {
  std::vector<std::string> out;
  for (const json::value& item : list.as_array()) {
    out.push_back(item.is_string() ? std::string(item.as_string()) : json::serialize(item));
  }
  return out;
}

/// One vector gives leaves instead of an event: two exceptions, each of a frame with a file name,
/// and a type.
json::object event_of_2023(const json::array& leaves) {
  json::array exceptions;
  for (std::size_t i = 0; i + 1 < leaves.size(); i += 2) {
    const json::object frame{{"filename", leaves[i]}, {"in_app", true}};
    exceptions.push_back(json::object{
        {"type", leaves[i + 1]}, {"stacktrace", json::object{{"frames", json::array{frame}}}}});
  }
  return json::object{{"exception", json::object{{"values", exceptions}}}};
}

/// Compares hashes and what the vector says about its variants.
void check(const json::object& vector, const json::object& input,
           std::vector<std::string>& differences) {
  const json::object& expected = vector.at("expected").as_object();
  const json::value* const legacy = input.if_contains("_component_values_2023_order");
  const Grouped grouped =
      legacy != nullptr ? Grouped(event_of_2023(legacy->as_array()), kSentry2023) : Grouped(input);
  const auto expect = [&](const std::string& what, const auto& got, const auto& want) {
    if (got != want) differences.push_back(what + ": " + testing::PrintToString(got));
  };
  expect("hashes", grouped.hashes(), texts(expected.at("hashes")));
  if (!expected.contains("variants")) return;

  for (const auto& [name, value] : expected.at("variants").as_object()) {
    const Variant* const variant = grouped.variant(name);
    if (variant == nullptr) {
      differences.push_back("no variant " + std::string(name));
      continue;
    }
    const json::object& want = value.as_object();
    if (const json::value* values = want.if_contains("values");
        values && variant->root && variant->type == VariantType::component) {
      expect("values", grouped.leaves(name), texts(*values));
    }
    if (const json::value* hint = want.if_contains("hint")) {
      expect("hint", std::string(variant->hint), std::string(hint->as_string()));
    }
    if (const json::value* contributes = want.if_contains("contributes")) {
      expect("contributes", !variant->hash.empty(), contributes->as_bool());
    }
    if (const json::value* hint = want.if_contains("value_hint")) {
      expect("value hint", std::string(grouped.component(name, ComponentId::value).hint),
             std::string(hint->as_string()));
    }
  }
}

TEST(GroupingVectors, Pass) {
  const auto vectors = read_vectors("grouping_hashes.json");
  if (!vectors) {
    GTEST_SKIP() << "NOT CHECKED: no " PICKET_SHARED_DIR "/spec/data/grouping_hashes.json";
  }
  std::set<std::string> seen;
  for (const json::value& value : *vectors) {
    const json::object& vector = value.as_object();
    const std::string name(vector.at("name").as_string());
    seen.insert(name);
    json::object input = vector.at("input").as_object();
    std::vector<std::string> differences;
    check(vector, input, differences);
    if (const auto stage = not_yet().find(name); stage != not_yet().end()) {
      EXPECT_THAT(differences, testing::Not(testing::IsEmpty()))
          << name << " passes now, take it off";
      stage->second(input);
      differences.clear();
      check(vector, input, differences);
    }
    EXPECT_THAT(differences, testing::IsEmpty()) << name;
  }
  EXPECT_EQ(seen.size(), vectors->size()) << "two vectors have one name";
  EXPECT_GE(seen.size(), 20U);
  for (const auto& [name, stage] : not_yet()) {
    EXPECT_TRUE(seen.contains(name)) << name << " is on the list but is no vector";
  }
}

TEST(FunctionTrimVectors, Pass) {
  const auto vectors = read_vectors("function_trim.json");
  if (!vectors) {
    GTEST_SKIP() << "NOT CHECKED: no " PICKET_SHARED_DIR "/spec/data/function_trim.json";
  }
  EXPECT_GE(vectors->size(), 34U);
  for (const json::value& vector : *vectors) {
    const std::string input(vector.at("input").as_string());
    const std::string platform(vector.at("platform").as_string());
    EXPECT_EQ(trim_function_name(input, platform), vector.at("expected").as_string())
        << platform << ": " << input;
  }
}

}  // namespace
}  // namespace picket::domain::grouping
