#include "domain/grouping/info.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

json::object info(std::string_view event, const InfoRequest& request = {},
                  const Config& config = kCurrent, const GroupingRules& rules = {}) {
  return grouping_info(json::parse(json::string_view(event)).as_object(),
                       *GroupingSettings::compile(rules, config), request);
}

json::value variant(std::string_view event, std::string_view name,
                    const InfoRequest& request = {}) {
  const json::object shown = info(event, request);
  const json::value* const found = shown.at("variants").as_object().if_contains(name);
  return found == nullptr ? json::value(nullptr) : *found;
}

/// Ids of the children of a component.
std::vector<std::string> ids(const json::value& component) {
  std::vector<std::string> ids;
  for (const json::value& child : component.at("values").as_array()) {
    ids.emplace_back(child.at("id").as_string());
  }
  return ids;
}

TEST(GroupingInfo, ShowsAVariantWithItsTree) {
  const std::vector<std::string> stored{"2fc1d2d0a58a5d7b9d1e8a6ac5c8ba5d"};
  EXPECT_EQ(info(R"({"logentry":{"formatted":"a 1"}})", {.stored_hashes = stored}), json::parse(R"({
      "grouping_config":"newstyle:2026-01-20",
      "variants":{"default":{"type":"component","description":"message","key":"message",
        "hash":"d90b63ff69e501ad993c56b95da6c6a7","hashMismatch":true,"contributes":true,"hint":null,
        "component":{"id":"default","name":null,"contributes":true,"hint":null,"values":[
          {"id":"message","name":"message","contributes":true,
           "hint":"stripped event-specific values","values":["a <int>"]}]},
        "config":{"id":"newstyle:2026-01-20","param_profile":"sentry:2026-08"}}}})"));
}

TEST(GroupingInfo, ComparesHashesWithThoseThatWereStored) {
  const std::string event = R"({"exception":[{"type":"T","value":"v"}]})";
  const std::vector<std::string> stored{"0123", "7428554abf279ee0c460ca305785246e"};
  EXPECT_EQ(variant(event, "app", {.stored_hashes = stored}).at("hashMismatch"), false);
  EXPECT_EQ(variant(event, "app").at("hashMismatch"), true);
  // Nothing to compare where there is no hash.
  const std::string system = R"({"stacktrace":{"frames":[{"function":"f"}]}})";
  const json::value app = variant(system, "app");
  EXPECT_EQ(app.at("hash"), nullptr);
  EXPECT_EQ(app.at("hashMismatch"), false);
  EXPECT_EQ(app.at("contributes"), false);
  EXPECT_EQ(app.at("hint"), "ignored because system stacktrace takes precedence");
}

TEST(GroupingInfo, ShowsStrategiesThatLost) {
  const json::value shown = variant(
      R"({"exception":[{"type":"T"}],"threads":[{"stacktrace":{"frames":[{"function":"f"}]}}]})",
      "app");
  EXPECT_EQ(ids(shown.at("component")), (std::vector<std::string>{"exception", "threads"}));
}

TEST(GroupingInfo, ShowsPartsOfAnExceptionInOneOrder) {
  const json::value event = json::parse(R"({"exception":[{"type":"T","value":"v","mechanism":{
      "meta":{"ns_error":{"domain":"D","code":1}}},"stacktrace":{"frames":[{"function":"f"}]}}]})");
  for (const Config& config : {kCurrent, kSentry2023}) {
    const json::object shown =
        grouping_info(event.as_object(), *GroupingSettings::compile({}, config), {});
    EXPECT_EQ(shown.at("grouping_config"), json::value(config.id));
    const json::value& system = shown.at("variants").at("system");
    EXPECT_EQ(ids(system.at("component").at("values").at(0)),
              (std::vector<std::string>{"type", "value", "ns_error", "stacktrace"}));
    EXPECT_EQ(system.at("config").at("id"), json::value(config.id));
  }
}

TEST(GroupingInfo, ShowsTheNewestFirstIfAsked) {
  const std::string event =
      R"({"exception":[{"type":"A"},{"type":"B","stacktrace":{"frames":[{"function":"f"},
          {"function":"g"}]}}]})";
  const auto order = [&](bool newest_first) {
    const json::value shown = variant(event, "system", {.newest_first = newest_first});
    const json::value& chain = shown.at("component").at("values").at(0);
    const json::value app = variant(event, "app", {.newest_first = newest_first});
    std::string text(app.at("component")
                         .at("values")
                         .at(0)
                         .at("values")
                         .at(0)
                         .at("values")
                         .at(0)
                         .at("values")
                         .at(0)
                         .as_string());
    for (const json::value& frame :
         chain.at("values").at(0).at("values").at(2).at("values").as_array()) {
      text += frame.at("values").at(2).at("values").at(0).as_string();
    }
    return text;
  };
  EXPECT_EQ(order(false), "Afg");
  EXPECT_EQ(order(true), "Bgf");
}

TEST(GroupingInfo, ShowsFingerprints) {
  const std::string custom = R"({"fingerprint":["{{ type }}","x"],"exception":[{"type":"T"}]})";
  const json::value shown = variant(custom, "custom_client_fingerprint");
  EXPECT_EQ(shown.at("type"), "custom_fingerprint");
  EXPECT_EQ(shown.at("description"), "custom fingerprint");
  EXPECT_EQ(shown.at("key"), "custom_fingerprint");
  EXPECT_EQ(shown.at("values"), json::parse(R"(["T","x"])"));
  EXPECT_FALSE(shown.as_object().contains("component"));
  EXPECT_FALSE(variant(custom, "app").as_object().contains("values"));

  const json::value hybrid =
      variant(R"({"fingerprint":["{{default}}","x"],"exception":[{"type":"T"}]})", "app");
  EXPECT_EQ(hybrid.at("type"), "salted_component");
  EXPECT_EQ(hybrid.at("description"), "modified in-app exception");
  EXPECT_EQ(hybrid.at("values"), json::parse(R"(["{{ default }}","x"])"));
}

TEST(GroupingInfo, ShowsChecksumsAndTheFallback) {
  const json::value hashed = variant(R"({"checksum":"Not-A-Hash"})", "hashed_checksum");
  EXPECT_EQ(hashed.at("raw_checksum"), "Not-A-Hash");
  EXPECT_EQ(hashed.at("checksum"), "5581c2ebcc5c3083ecb104a4a32b2000");
  EXPECT_EQ(hashed.at("description"), "hashed legacy checksum");
  const json::value checksum =
      variant(R"({"checksum":"0123456789abcdef0123456789abcdef"})", "checksum");
  EXPECT_EQ(checksum.at("checksum"), "0123456789abcdef0123456789abcdef");
  EXPECT_FALSE(checksum.as_object().contains("raw_checksum"));
  const json::value fallback = variant("{}", "fallback");
  EXPECT_EQ(fallback.at("type"), "fallback");
  EXPECT_EQ(fallback.at("key"), "fallback");
  EXPECT_EQ(fallback.at("hash"), "d41d8cd98f00b204e9800998ecf8427e");
  // What there is, though nothing of it counts.
  EXPECT_EQ(variant(R"({"logentry":{"formatted":""}})", "default").at("description"), "default");
}

TEST(GroupingInfo, NamesTheRuleThatGaveTheFingerprint) {
  const json::object shown = info(R"({"exception":{"values":[{"type":"A","value":"x"}]}})", {},
                                  kCurrent, {.fingerprint = "type:A -> mine"});
  const json::value& variant = shown.at("variants").at("custom_server_fingerprint");
  EXPECT_EQ(variant.at("type"), json::value("custom_fingerprint"));
  EXPECT_EQ(variant.at("values"), json::array{"mine"});
  EXPECT_EQ(variant.at("matched_rule"), json::value("error.type:\"A\" -> \"mine\""));
  EXPECT_FALSE(shown.at("variants").at("app").as_object().contains("matched_rule"));
}

TEST(GroupingInfo, TellsBuiltInFingerprints) {
  const json::object shown = info(
      R"({"platform":"javascript","exception":{"values":[{"type":"ChunkLoadError","value":"x"}]}})");
  EXPECT_EQ(shown.at("variants").at("built_in_fingerprint").at("type"),
            json::value("built_in_fingerprint"));
}

}  // namespace
}  // namespace picket::domain::grouping
