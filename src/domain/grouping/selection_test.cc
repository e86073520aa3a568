#include "domain/grouping/selection.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

const char* const kFrames =
    R"("stacktrace":{"frames":[{"function":"main","in_app":true},{"function":"lib"}]})";

TEST(Selection, TakesTheFirstStrategyThatContributes) {
  const std::pair<std::string, std::string> by_score[] = {
      {R"("exception":{"values":[{"type":"exception"}]})", "exception"},
      {R"("threads":{"values":[{"stacktrace":{"frames":[{"function":"threads","in_app":true}]}}]})",
       "threads"},
      {R"("stacktrace":{"frames":[{"function":"stacktrace","in_app":true}]})", "stacktrace"},
      {R"("template":{"filename":"template"})", "template"},
      {R"("csp":{"effective_directive":"csp"})", "csp"},
      {R"("hpkp":{})", "hpkp"},
      {R"("expectstaple":{})", "expect-staple"},
      {R"("expectct":{})", "expect-ct"},
      {R"("logentry":{"formatted":"message"})", "message"},
  };
  for (std::size_t first = 0; first < std::size(by_score); ++first) {
    std::string json = "{";
    for (std::size_t i = first; i < std::size(by_score); ++i) {
      json += (i > first ? "," : "") + by_score[i].first;
    }
    const Grouped grouped(json + "}");
    const Texts app = grouped.leaves("app");
    const Texts leaves = app.empty() ? grouped.leaves("default") : app;
    ASSERT_FALSE(leaves.empty()) << by_score[first].second;
    EXPECT_EQ(leaves[0], by_score[first].second);
    EXPECT_EQ(grouped.hashes().size(), 1U);
  }
}

TEST(Selection, TellsTheLosersWhoWon) {
  const Grouped grouped(std::string(R"({"exception":{"values":[{"type":"T",)") + kFrames +
                        R"(}]},"threads":{"values":[{)" + kFrames +
                        R"(}]},"logentry":{"formatted":"m"}})");
  const char* const hint = "ignored because app/system exception takes precedence";
  EXPECT_EQ(grouped.component("app", ComponentId::threads).hint, hint);
  EXPECT_EQ(grouped.component("system", ComponentId::threads).hint, hint);
  EXPECT_EQ(grouped.component("default", ComponentId::message).hint, hint);
  EXPECT_EQ(grouped.hint("default"), hint);
  EXPECT_EQ(grouped.hint("app"), "");
  EXPECT_EQ(grouped.hashes().size(), 2U);
}

TEST(Selection, NamesTheVariantsThatWon) {
  const Grouped app(R"({"exception":{"values":[{"type":"T"}]},"logentry":{"formatted":"m"}})");
  EXPECT_EQ(app.hint("default"), "ignored because app exception takes precedence");
  const Grouped system(
      R"({"stacktrace":{"frames":[{"function":"f"}]},"logentry":{"formatted":"m"}})");
  EXPECT_EQ(system.hint("default"), "ignored because system stacktrace takes precedence");
  EXPECT_EQ(system.hint("app"), "ignored because system stacktrace takes precedence");
  const Grouped threads(std::string(R"({"threads":{"values":[{)") + kFrames +
                        R"(}]},"logentry":{"formatted":"m"}})");
  EXPECT_EQ(threads.hint("default"), "ignored because app/system threads take precedence");
  const Grouped csp(R"({"csp":{},"logentry":{"formatted":"m"}})");
  EXPECT_EQ(csp.component("default", ComponentId::message).hint,
            "ignored because csp takes precedence");
  EXPECT_EQ(csp.hint("default"), "");
}

TEST(Selection, KeepsTheOwnHintOfALoserThatHadNothingToSay) {
  const Grouped grouped(
      R"({"exception":{"values":[{"type":"T"}]},"threads":{"values":[{"crashed":true}]}})");
  EXPECT_EQ(grouped.component("app", ComponentId::threads).hint,
            "ignored because thread has no stacktrace");
}

TEST(Selection, DropsASystemVariantLikeApp) {
  const Grouped grouped(
      R"({"exception":{"values":[{"type":"T","stacktrace":{"frames":[{"function":"f","in_app":true}]}}]}})");
  EXPECT_EQ(grouped.hashes().size(), 1U);
  EXPECT_EQ(grouped.component("system", ComponentId::exception).hint,
            "ignored because hash matches app variant");
}

TEST(Selection, SkipsLosersOnlyWhenAsked) {
  const boost::json::value json =
      boost::json::parse(R"({"exception":{"values":[{"type":"T"}]},"logentry":{"formatted":"m"}})");
  Arena arena;
  const auto settings = GroupingSettings::standard();
  StacktraceReader stacktraces(json.as_object(), *settings, arena);
  const Variants kept =
      compute_variants(json.as_object(), *settings, Losers::keep, stacktraces, arena);
  const Variants skipped =
      compute_variants(json.as_object(), *settings, Losers::skip, stacktraces, arena);
  ASSERT_EQ(kept.list.size(), 2U);
  ASSERT_EQ(skipped.list.size(), 1U);
  EXPECT_EQ(kept.list[0].hash, skipped.list[0].hash);
}

}  // namespace
}  // namespace picket::domain::grouping
