#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

TEST(SetDefaults, InfersTheTypeFromWhatIsThere) {
  expect_all({
      {R"({"type":"transaction"})", "/type", R"("default")"},
      {R"({"exception":{"type":"E"},"csp":{"a":1}})", "/type", R"("error")"},
      {R"({"exception":{"values":[null]}})", "/type", R"("default")"},
      {R"({"exception":{"values":[{"module":"m"}]}})", "/type", R"("default")"},
      {R"({"csp":{"a":1}})", "/type", R"("csp")"},
      {R"({"hpkp":{"a":1}})", "/type", R"("hpkp")"},
      {R"({"expectct":{"a":1}})", "/type", R"("expectct")"},
      {R"({"expectstaple":{"a":1}})", "/type", R"("expectstaple")"},
      {R"({"contexts":{"nel":{"a":1}}})", "/type", R"("nel")"},
      {R"({"message":"m","threads":[{"id":1,"stacktrace":{"frames":[{"function":"f"}]}}]})",
       "/type", R"("default")"},
  });
}

TEST(SetDefaults, KnowsPlatforms) {
  for (const char* known :
       {"as3", "c", "cfml", "cocoa", "csharp", "elixir", "go", "groovy", "haskell", "java",
        "javascript", "native", "node", "objc", "other", "perl", "php", "python", "ruby"}) {
    const auto event = normalized(R"({"platform":")" + std::string(known) + "\"}");
    EXPECT_EQ(shown(event, "/platform"), '"' + std::string(known) + '"');
    EXPECT_EQ(shown(event, "/_meta"), "absent");
  }
  for (const char* unknown : {"rust", "Python", "crystal"}) {
    const auto event = normalized(R"({"platform":")" + std::string(unknown) + "\"}");
    EXPECT_EQ(shown(event, "/platform"), R"("other")");
    EXPECT_EQ(shown(event, "/_meta"),
              R"({"platform":{"":{"val":")" + std::string(unknown) + R"("}}})");
    EXPECT_EQ(shown(event, "/errors"), "absent") << "kept, but no error";
  }
}

TEST(SetDefaults, NamesTheSdkOfTheRequestWhenTheEventDoesNot) {
  expect_all({
      {"{}", "/sdk", R"({"name":"sentry.python","version":"2.0.0"})"},
      {R"({"sdk":{"name":"n","version":"1"}})", "/sdk/name", R"("n")"},
  });
  NormalizeContext blank = test_context();
  blank.client = "raven 1.0";
  expect_all({{"{}", "/sdk", R"({"name":"raven","version":"1.0"})"}}, blank);
  blank.client = "curl";
  expect_all({{"{}", "/sdk", "absent"}}, blank);
}

TEST(SetDefaults, TakesNothingThatOnlyServersSay) {
  for (const char* key :
       {"grouping_config", "key_id", "_metrics", "_dsc", "measurements", "breakdowns", "metadata",
        "hashes", "applecrashreport", "device", "repos", "query"}) {
    const auto event = normalized(std::string("{\"") + key + R"(":{"a":1}})");
    EXPECT_EQ(shown(event, std::string("/") + key), "absent");
    EXPECT_EQ(shown(event, "/errors"), "absent");
  }
  EXPECT_EQ(shown(normalized(R"({"version":"2.0","project":9})"), "/version"), R"("7")");
}

TEST(NormalizeBreadcrumbs, HaveATypeAndALevel) {
  expect_all({
      {R"({"breadcrumbs":[{"message":"m"}]})", "/breadcrumbs/values/0/type", R"("default")"},
      {R"({"breadcrumbs":[{"message":"m"}]})", "/breadcrumbs/values/0/level", R"("info")"},
      {R"({"breadcrumbs":[{"message":"m","level":"critical"}]})", "/breadcrumbs/values/0/level",
       R"("fatal")"},
  });
}

TEST(NormalizeContexts, HaveATypeAndAName) {
  expect_all({
      {R"({"contexts":{"os":{"name":"Linux","version":"6"}}})", "/contexts/os",
       R"({"name":"Linux","version":"6","type":"os","os":"Linux 6"})"},
      {R"({"contexts":{"os":{"name":"Linux"}}})", "/contexts/os",
       R"({"name":"Linux","type":"os"})"},
      {R"({"contexts":{"client_os":{"type":"os","name":"i","version":"1"}}})",
       "/contexts/client_os/os", R"("i 1")"},
      {R"({"contexts":{"runtime":{"name":"n","version":"1","runtime":"own"}}})",
       "/contexts/runtime/runtime", R"("own")"},
      {R"({"contexts":{"browser":{"name":"n","version":"1"}}})", "/contexts/browser/browser",
       R"("n 1")"},
      {R"({"contexts":{"own":{"type":7,"a":1}}})", "/contexts/own/type", R"("own")"},
      {R"({"contexts":{"reprocessing":{"a":1}}})", "/contexts", "absent"},
      {R"({"contexts":{"trace":{"trace_id":"4C79F60C11214EB38604F4AE0781BFB2",
                                "span_id":"00F067AA0BA902B7"}}})",
       "/contexts/trace",
       R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba902b7",)"
       R"("type":"trace","status":"unknown"})"},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
