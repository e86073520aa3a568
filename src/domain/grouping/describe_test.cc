#include "domain/grouping/describe.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Pair = std::pair<std::string, std::string>;

/// Description and key of a variant.
Pair described(const std::string& event, std::string_view variant) {
  const Grouped grouped(event);
  const Variant* const found = grouped.variant(variant);
  if (found == nullptr || !found->root) return {"no such variant", ""};
  return {description(*found->root), std::string(key(*found->root))};
}

const std::string kFrames =
    R"("stacktrace":{"frames":[{"function":"f","in_app":true},{"function":"g"}]})";

TEST(Describe, NamesTheLongestPath) {
  const std::string one = R"({"exception":[{"type":"T","value":"v",)" + kFrames + "}]}";
  EXPECT_EQ(described(one, "app"), Pair("in-app exception stacktrace", "exception_stacktrace"));
  EXPECT_EQ(described(one, "system"), Pair("exception stacktrace", "exception_stacktrace"));
  const std::string chain = R"({"exception":[{"type":"A"},{"type":"B",)" + kFrames + "}]}";
  EXPECT_EQ(described(chain, "app"),
            Pair("in-app exception stacktrace", "chained_exception_stacktrace"));
}

TEST(Describe, TakesTheLastByAlphabetOfPathsOfOneLength) {
  Component both[] = {leaf(ComponentId::template_, "t"), leaf(ComponentId::message, "m")};
  EXPECT_EQ(description(branch(ComponentId::app, both)), "in-app template");
  std::swap(both[0], both[1]);
  EXPECT_EQ(description(branch(ComponentId::app, both)), "in-app template");
}

TEST(Describe, PrefersFramesToValuesToErrorsToTypes) {
  const std::pair<const char*, Pair> cases[] = {
      {R"({"type":"T","value":"v"})", {"in-app exception", "exception_message"}},
      {R"({"type":"T","value":"v","mechanism":{"meta":{"ns_error":{"domain":"D"}}}})",
       {"in-app exception", "ns_error"}},
      {R"({"type":"T"})", {"in-app exception", "exception_type"}},
      {R"({"type":"A"},{"value":"v"})", {"in-app exception", "chained_exception_message"}},
      {R"({"type":"A"},{"mechanism":{"meta":{"ns_error":{}}}})",
       {"in-app exception", "chained_ns_error"}},
      {R"({"type":"A"},{"type":"B"})", {"in-app exception", "chained_exception_type"}},
  };
  for (const auto& [exceptions, expected] : cases) {
    EXPECT_EQ(described(R"({"exception":[)" + std::string(exceptions) + "]}", "app"), expected)
        << exceptions;
  }
}

TEST(Describe, KnowsEveryStrategy) {
  const std::string threads = R"({"threads":[{)" + kFrames + "}]}";
  EXPECT_EQ(described(threads, "app"), Pair("in-app thread stacktrace", "thread_stacktrace"));
  EXPECT_EQ(described("{" + kFrames + "}", "app"), Pair("in-app stacktrace", "stacktrace"));
  const std::pair<const char*, Pair> cases[] = {
      {R"({"logentry":{"formatted":"m"}})", {"message", "message"}},
      {R"({"template":{"filename":"f"}})", {"template", "template"}},
      {R"({"csp":{"effective_directive":"img-src","blocked_uri":"http://a.b/c"}})",
       {"URL", "csp_url"}},
      {R"({"csp":{"effective_directive":"script-src","blocked_uri":"self",
           "violated_directive":"script-src 'unsafe-inline'"}})",
       {"violation", "csp_local_script_violation"}},
      {R"({"hpkp":{"hostname":"a.b"}})", {"hostname", "hpkp"}},
      {R"({"expectct":{"hostname":"a.b"}})", {"hostname", "expect_ct"}},
      {R"({"expectstaple":{"hostname":"a.b"}})", {"hostname", "expect_staple"}},
  };
  for (const auto& [event, expected] : cases) {
    EXPECT_EQ(described(event, "default"), expected) << event;
  }
}

TEST(Describe, SaysWhatDoesNotContribute) {
  const std::string system = R"({"exception":[{"type":"T","stacktrace":{"frames":[
      {"function":"f"}]}}]})";
  EXPECT_EQ(described(system, "app"), Pair("in-app", "exception_type"));
  EXPECT_EQ(described(R"({"logentry":{"formatted":""}})", "default"), Pair("", "message"));
  // The winner gives the key where others lost to it.
  EXPECT_EQ(described(R"({"exception":[{"type":""}],)" + kFrames + "}", "app").second,
            "stacktrace");
}

TEST(Describe, NamesEveryComponentOnce) {
  std::vector<std::string_view> ids;
  for (int id = 0; id <= static_cast<int>(ComponentId::hostname); ++id) {
    ids.push_back(id_text(static_cast<ComponentId>(id)));
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(ids.size(), 27U);
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
  EXPECT_NE(ids.front(), "");
}

}  // namespace
}  // namespace picket::domain::grouping
