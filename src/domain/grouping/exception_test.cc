#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

Grouped with_exceptions(const std::string& values, const Config& config = kCurrent) {
  return Grouped(R"({"platform":"python","exception":{"values":[)" + values + "]}}", config);
}

const char* const kFrames =
    R"("stacktrace":{"frames":[{"function":"main","in_app":true},{"function":"lib","in_app":false}]})";

TEST(Exception, HashesTypeAndFramesWithAStackTrace) {
  const Grouped grouped =
      with_exceptions(std::string(R"({"type":"T","value":"v",)") + kFrames + "}");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"T", "main"}));
  EXPECT_EQ(grouped.leaves("system"), (Texts{"T", "main", "lib"}));
  EXPECT_EQ(grouped.component("app", ComponentId::value).hint,
            "ignored because stacktrace takes precedence");
}

TEST(Exception, HashesTypeAndValueWithoutAStackTrace) {
  const Grouped grouped = with_exceptions(R"({"type":"T","value":"v","module":"m"})");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"T", "v"}));
  EXPECT_EQ(grouped.names(), (Texts{"app"}));
}

TEST(Exception, TakesAStackTraceWithoutFramesForNone) {
  for (const char* none : {R"("stacktrace":{"frames":[]})", R"("stacktrace":{"frames":[null]})",
                           R"("stacktrace":{})", R"("stacktrace":null)", R"("stacktrace":[1])"}) {
    const Grouped grouped =
        with_exceptions(std::string(R"({"type":"T","value":"v",)") + none + "}");
    EXPECT_EQ(grouped.names(), (Texts{"app"})) << none;
  }
}

TEST(Exception, KeepsTheFirstTwoLinesOfItsValue) {
  const Grouped grouped = with_exceptions(R"({"type":"T","value":"a\n\nb\nc"})");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"T", "a\nb..."}));
  EXPECT_EQ(grouped.component("app", ComponentId::value).hint, "stripped event-specific values");
}

TEST(Exception, HasPlaceholdersInItsValue) {
  const Grouped grouped = with_exceptions(R"({"type":"T2","value":"user 12 of a.example.com"})");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"T2", "user <int> of <hostname>"}));
  EXPECT_EQ(grouped.component("app", ComponentId::value).hint, "stripped event-specific values");
}

TEST(Exception, ShowsItsValueWhereTheStackTraceTakesPrecedence) {
  const Grouped grouped =
      with_exceptions(std::string(R"({"type":"T","value":"v 1",)") + kFrames + "}");
  EXPECT_EQ(grouped.component("app", ComponentId::value).value, "v <int>");
}

TEST(Exception, IgnoresTheTypeOfASyntheticOne) {
  const Grouped frames = with_exceptions(
      std::string(R"({"type":"T","value":"v","mechanism":{"synthetic":true},)") + kFrames + "}");
  EXPECT_EQ(frames.leaves("app"), (Texts{"main"}));
  EXPECT_EQ(frames.component("app", ComponentId::type).hint,
            "ignored because exception is synthetic");
  const Grouped value =
      with_exceptions(R"({"type":"T","value":"v","mechanism":{"synthetic":true}})");
  EXPECT_EQ(value.leaves("app"), (Texts{"v"}));
  const Grouped real = with_exceptions(R"({"type":"T","mechanism":{"synthetic":"true"}})");
  EXPECT_EQ(real.leaves("app"), (Texts{"T"}));
}

TEST(Exception, HashesDomainAndCodeInsteadOfItsValue) {
  const Grouped grouped = with_exceptions(
      R"({"type":"T","value":"v","mechanism":{"meta":{"ns_error":{"domain":"D","code":-3}}}})");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"T", "D", "-3"}));
  EXPECT_EQ(grouped.component("app", ComponentId::value).hint,
            "ignored because ns-error info takes precedence");
}

TEST(Exception, PrintsDomainAndCodeAsPythonDoes) {
  const std::pair<const char*, Texts> cases[] = {
      {R"({})", {"T", "None", "None"}},
      {R"({"domain":null,"code":true})", {"T", "None", "True"}},
      {R"({"domain":[],"code":false})", {"T", "None", "False"}},
      {R"({"domain":"D","code":1.5})", {"T", "D", "1.5"}},
      {R"({"domain":"D","code":2.0})", {"T", "D", "2.0"}},
      {R"({"domain":"D","code":18446744073709551615})", {"T", "D", "18446744073709551615"}},
  };
  for (const auto& [ns_error, leaves] : cases) {
    const Grouped grouped = with_exceptions(
        std::string(R"({"type":"T","mechanism":{"meta":{"ns_error":)") + ns_error + "}}}");
    EXPECT_EQ(grouped.leaves("app"), leaves) << ns_error;
  }
}

TEST(Exception, PutsTheStackTraceFirstIn2023) {
  const std::string text = std::string(R"({"type":"T","mechanism":{"meta":{"ns_error":
      {"domain":"D","code":1}}},)") +
                           kFrames + "}";
  EXPECT_EQ(with_exceptions(text).leaves("app"), (Texts{"T", "D", "1", "main"}));
  EXPECT_EQ(with_exceptions(text, kSentry2023).leaves("app"), (Texts{"main", "T", "D", "1"}));
  const Grouped value = with_exceptions(R"({"type":"T","value":"v"})", kSentry2023);
  EXPECT_EQ(value.leaves("app"), (Texts{"T", "v"}));
}

TEST(Exception, GroupsBySystemWhenNoFrameIsInApp) {
  const Grouped grouped =
      with_exceptions(R"({"type":"T","value":"v","stacktrace":{"frames":[{"function":"lib"}]}})");
  EXPECT_EQ(grouped.hash("app"), "");
  EXPECT_EQ(grouped.leaves("system"), (Texts{"T", "lib"}));
  EXPECT_EQ(grouped.component("app", ComponentId::exception).hint,
            "ignored because this variant does not have a contributing stacktrace, but the system "
            "variant does");
  EXPECT_EQ(grouped.hint("app"), "ignored because system exception takes precedence");
}

TEST(Exception, ReadsAListWithoutItsWrapper) {
  const Grouped grouped(R"({"exception":[{"type":"T"},null,3]})");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"T"}));
}

TEST(ChainedException, HashesAllInPayloadOrder) {
  const Grouped grouped =
      with_exceptions(R"({"type":"A","value":"a"},null,{"type":"B","value":"b"})");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"A", "a", "B", "b"}));
  EXPECT_EQ(grouped.component("app", ComponentId::chained_exception).children.size(), 2U);
}

TEST(ChainedException, LeavesOutThoseWithoutTheVariant) {
  const Grouped grouped =
      with_exceptions(std::string(R"({"type":"A","value":"a"},{"type":"B",)") + kFrames + "}");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"A", "a", "B", "main"}));
  EXPECT_EQ(grouped.leaves("system"), (Texts{"B", "main", "lib"}));
}

TEST(ChainedException, OfOneIsNoChain) {
  const Grouped grouped = with_exceptions(R"({"type":"A"})");
  EXPECT_TRUE(grouped.component("app", ComponentId::chained_exception).children.empty());
  EXPECT_EQ(grouped.component("app", ComponentId::exception).id, ComponentId::exception);
}

TEST(ChainedException, OfNothingLeavesTheEventToOthers) {
  const Grouped grouped(
      R"({"exception":{"values":[{"value":null},{"type":""}]},"logentry":{"formatted":"hi"}})");
  EXPECT_EQ(grouped.leaves("default"), (Texts{"hi"}));
  EXPECT_EQ(grouped.hash("app"), "");
}

}  // namespace
}  // namespace picket::domain::grouping
