#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

std::string thread(const std::string& function, const std::string& more = "") {
  return R"({"id":1,"name":"n")" + more + R"(,"stacktrace":{"frames":[{"function":")" + function +
         R"(","in_app":true},{"function":"lib"}]}})";
}

Grouped with_threads(const std::string& values) {
  return Grouped(R"({"platform":"other","threads":{"values":[)" + values + "]}}");
}

TEST(Threads, HashTheOneThatCrashed) {
  const Grouped grouped = with_threads(thread("a") + "," + thread("b", R"(,"crashed":true)") + "," +
                                       thread("c", R"(,"current":true)"));
  EXPECT_EQ(grouped.leaves("app"), (Texts{"b"}));
  EXPECT_EQ(grouped.leaves("system"), (Texts{"b", "lib"}));
  EXPECT_EQ(grouped.component("app", ComponentId::threads).children.size(), 1U);
}

TEST(Threads, HashTheCurrentOneUnlessOneCrashed) {
  const Grouped one = with_threads(thread("a") + "," + thread("b", R"(,"current":true)"));
  EXPECT_EQ(one.leaves("app"), (Texts{"b"}));
  const Grouped two_crashed =
      with_threads(thread("a", R"(,"crashed":true)") + "," + thread("b", R"(,"current":true)") +
                   "," + thread("c", R"(,"crashed":true)"));
  EXPECT_EQ(two_crashed.leaves("app"), (Texts{"b"}));
}

TEST(Threads, HashTheOnlyOne) {
  EXPECT_EQ(with_threads(thread("a") + ",null,4").leaves("app"), (Texts{"a"}));
  EXPECT_EQ(with_threads(thread("a", R"(,"crashed":false,"current":"yes")")).leaves("app"),
            (Texts{"a"}));
}

TEST(Threads, SayWhyNoneIsChosen) {
  const Grouped grouped = with_threads(
      thread("a", R"(,"crashed":true)") + "," + thread("b", R"(,"crashed":true)") + "," +
      thread("c", R"(,"current":true)") + "," + thread("d", R"(,"current":true)"));
  EXPECT_EQ(grouped.component("app", ComponentId::threads).hint,
            "ignored because it contains neither a single thread nor multiple threads with exactly "
            "one crashing or current thread; instead contains 2 crashing, 2 current, and 4 total "
            "threads");
  EXPECT_EQ(grouped.names(), (Texts{"app", "fallback"}));
}

TEST(Threads, NeedAStackTrace) {
  const Grouped grouped = with_threads(R"({"crashed":true})");
  EXPECT_EQ(grouped.component("app", ComponentId::threads).hint,
            "ignored because thread has no stacktrace");
  EXPECT_EQ(grouped.hash("app"), "");
}

TEST(Threads, AreAbsentWithoutAnyThread) {
  for (const char* none : {R"({"threads":{"values":[]}})", R"({"threads":{"values":[null]}})",
                           R"({"threads":{}})", R"({"threads":7})"}) {
    EXPECT_EQ(Grouped(none).names(), (Texts{"fallback"})) << none;
  }
}

}  // namespace
}  // namespace picket::domain::grouping
