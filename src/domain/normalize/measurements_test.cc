#include <cmath>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

NormalizeContext of_transaction() {
  NormalizeContext context = test_context();
  context.kind = EventKind::transaction;
  return context;
}

json::object measured(const std::string& measurements,
                      const NormalizeContext& context = of_transaction()) {
  return normalized(R"({"start_timestamp":1763999990,"timestamp":1763999995,"contexts":{"trace":{
      "trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"000000000000000a"}},"measurements":)" +
                        measurements + "}",
                    context);
}

TEST(NormalizeMeasurements, HaveNamesAndUnits) {
  const auto event = measured(
      R"({"LCP":{"value":420.69,"more":1}," own.Size ":{"value":1},"fid":{"value":20,"unit":"ms"},
          "inp":{"value":7,"unit":""},"a b":{"value":1},"":{"value":2},"cls":{"value":"x"},"fp":"y"})");
  EXPECT_EQ(shown(event, "/measurements/lcp"), R"({"value":420.69,"unit":"millisecond"})");
  EXPECT_EQ(shown(event, "/measurements/own.size/unit"), "\"none\"");
  EXPECT_EQ(shown(event, "/measurements/fid/unit"), "\"millisecond\"");
  EXPECT_EQ(shown(event, "/measurements/inp"), "absent") << "in a wrong unit";
  EXPECT_EQ(shown(event, "/measurements/cls/value"), "null");
  EXPECT_EQ(shown(event, "/measurements/fp"), "null");
  EXPECT_EQ(shown(event, "/_meta/measurements//err/0/1/reason"),
            "\"measurement name 'a b' can contain only characters a-z0-9._\"");
  EXPECT_EQ(shown(event, "/_meta/measurements//err/1/1/reason"),
            "\"measurement name '' cannot be empty\"");
  EXPECT_EQ(shown(event, "/_meta/measurements/fp//err/0/1/reason"), "\"expected measurement\"");
}

TEST(NormalizeMeasurements, AreOfTransactionsAlone) {
  EXPECT_EQ(shown(measured(R"({"lcp":{"value":1}})", test_context()), "/measurements"), "absent");
}

TEST(NormalizeMeasurements, LoseOutliersOfPhones) {
  const auto event = measured(
      R"({"app.start.cold":{"value":180001},"app.start.warm":{"value":180000},
          "time_to_full_display":{"value":180000.5},"lcp":{"value":999999}})");
  EXPECT_EQ(shown(event, "/measurements/app_start_cold"), "absent");
  EXPECT_EQ(shown(event, "/measurements/app_start_warm/value"), "180000");
  EXPECT_EQ(shown(event, "/measurements/time_to_full_display"), "absent");
  EXPECT_EQ(shown(event, "/measurements/lcp/value"), "999999");
}

TEST(NormalizeMeasurements, KeepTenOfTheirOwn) {
  std::string many = "{\"fcp\":{\"value\":1}";
  for (char c = 'z'; c >= 'a'; --c) many += std::string(",\"") + c + "\":{\"value\":1}";
  const auto event = measured(many + "}");
  EXPECT_EQ(event.at("measurements").as_object().size(), 11U);
  EXPECT_EQ(shown(event, "/measurements/j/value"), "1");
  EXPECT_EQ(shown(event, "/measurements/k"), "absent");
  EXPECT_EQ(shown(event, "/_meta/measurements//err/0/1/reason"), "\"Too many measurements: k\"");
  EXPECT_EQ(shown(event, "/_meta/measurements//val/k/unit"), "absent") << "all together too long";
}

TEST(NormalizeMeasurements, SayWhyOneIsGone) {
  const auto event =
      measured(R"({"lcp":{"value":-5},")" + std::string(197, 'x') + R"(":{"value":1}})");
  EXPECT_EQ(shown(event, "/measurements"), "{}");
  EXPECT_EQ(shown(event, "/_meta/measurements//err/0/1/reason"),
            "\"Negative value for measurement lcp not allowed: -5\"");
  EXPECT_EQ(shown(event, "/_meta/measurements//err/1/1/reason"),
            "\"Metric name too long 197/196: \\\"" + std::string(197, 'x') + "\\\"\"");
  EXPECT_EQ(shown(event, "/_meta/measurements//val/lcp/value"), "-5");
}

TEST(NormalizeMeasurements, GiveRates) {
  const auto event = measured(
      R"({"frames_slow":{"value":1},"frames_frozen":{"value":2},"frames_total":{"value":4},
          "stall_total_time":{"value":4000,"unit":"millisecond"}})");
  EXPECT_EQ(shown(event, "/measurements/frames_slow_rate"), R"({"value":0.25,"unit":"ratio"})");
  EXPECT_EQ(shown(event, "/measurements/frames_frozen_rate/value"), "0.5");
  EXPECT_EQ(shown(event, "/measurements/stall_percentage/value"), "0.8");
  EXPECT_EQ(shown(measured(R"({"frames_slow":{"value":1},"frames_total":{"value":0}})"),
                  "/measurements/frames_slow_rate"),
            "absent");
}

TEST(ScoreOf, GoesFromOneToZero) {
  EXPECT_DOUBLE_EQ(score_of(0, 900, 1600), 1);
  EXPECT_DOUBLE_EQ(score_of(-7, 900, 1600), 1);
  EXPECT_NEAR(score_of(900, 900, 1600), 0.9, 1e-6);
  EXPECT_NEAR(score_of(1600, 900, 1600), 0.5, 1e-6);
  EXPECT_NEAR(score_of(1e9, 900, 1600), 0, 1e-6);
}

bool always(const json::object&) {
  return true;
}

TEST(ScorePerformance, TakesTheFirstProfileThatFits) {
  const ScoreProfile profiles[] = {
      {"no condition", {{"lcp", 1, 100, 200}}, {}, ""},
      {"not this one", {{"lcp", 1, 100, 200}}, [](const json::object&) { return false; }, ""},
      {"lacks one", {{"lcp", 1, 100, 200}, {"fcp", 1, 100, 200}}, always, ""},
      {"weighs nothing", {{"lcp", 0, 100, 200}}, always, ""},
      {"this", {{"lcp", 3, 100, 200}, {"inp", 1, 1, 2, true}}, always, "alpha"},
      {"too late", {{"lcp", 1, 1, 2}}, always, "beta"},
  };
  NormalizeContext context = of_transaction();
  context.score_profiles = profiles;
  const auto event = measured(R"({"lcp":{"value":200}})", context);
  EXPECT_NEAR(event.at("measurements").at("score.lcp").at("value").to_number<double>(), 0.5, 1e-6);
  EXPECT_NEAR(event.at("measurements").at("score.total").at("value").to_number<double>(), 0.5,
              1e-6);
  EXPECT_EQ(shown(event, "/measurements/score.weight.lcp/value"), "1");
  EXPECT_EQ(shown(event, "/measurements/score.weight.inp/value"), "0");
  EXPECT_EQ(shown(event, "/contexts/performance_score/score_profile_version"), "\"alpha\"");
}

TEST(ScorePerformance, NeverWritesWhatIsNoNumber) {
  const ScoreProfile profiles[] = {{"odd", {{"lcp", 1, 0, 0}}, always, ""}};
  NormalizeContext context = of_transaction();
  context.score_profiles = profiles;
  const auto event = measured(R"({"lcp":{"value":0}})", context);
  EXPECT_EQ(shown(event, "/measurements/score.lcp"), "absent");
}

}  // namespace
}  // namespace picket::domain::normalize
