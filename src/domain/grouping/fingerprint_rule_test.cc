#include "domain/grouping/fingerprint_rule.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/md5.h"
#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

Grouped grouped(const std::string& event, std::string_view rules, const Config& config = kCurrent) {
  return Grouped(event, config, {.fingerprint = rules});
}

const char* const kEvent =
    R"({"platform":"python","fingerprint":["client"],"level":"fatal","logger":"shop",
  "transaction":"/pay","release":"app@1","sdk":{"name":"sentry.python.flask"},
  "tags":[["server","web"]],"logentry":{"formatted":"Hello"},
  "exception":[{"type":"ValueError","value":"bad"},{"type":"Last","value":"worse","stacktrace":{"frames":[
    {"function":"f","module":"m","abs_path":"/app/x.py","filename":"x.py","package":"/opt/p.so","in_app":true}]}}]})";

TEST(FingerprintRule, ReplacesTheFingerprintOfTheClient) {
  const Grouped result = grouped(kEvent, "type:ValueError -> value-error, {{ level }}");
  EXPECT_EQ(result.names(), (Texts{"app", "default", "system", "custom_server_fingerprint"}));
  EXPECT_EQ(result.hashes(), (Texts{md5_hex("value-errorfatal")}));
  EXPECT_EQ(result.hint("app"), "ignored because custom server fingerprint takes precedence");
}

TEST(FingerprintRule, MayKeepTheContents) {
  const Grouped hybrid = grouped(kEvent, "type:ValueError -> {{ default }}, x");
  EXPECT_EQ(hybrid.variant("app")->type, VariantType::salted_component);
  const Grouped plain = grouped(kEvent, "type:ValueError -> {{ default }}");
  EXPECT_EQ(plain.variant("app")->type, VariantType::component);
  EXPECT_NE(plain.hash("app"), "");
}

TEST(FingerprintRule, LeavesOthersAlone) {
  const Grouped result = grouped(kEvent, "type:Other -> x");
  EXPECT_EQ(result.names().back(), "custom_client_fingerprint");
  EXPECT_EQ(result.title(), "");
  EXPECT_EQ(grouped(kEvent, "type:Last").names().back(), "custom_client_fingerprint");
}

TEST(FingerprintRule, SeesAllOfTheEvent) {
  for (const char* matcher :
       {"type:Last", "value:BAD", "message:hello", "logger:shop", "level:FATAL", "release:app@*",
        "sdk:sentry.python", "family:other", "tags.server:web", "tags.transaction:/pay",
        "tags.level:fatal", "function:f", "module:m", "path:/app/**", "path:x.py", "package:/opt/*",
        "app:yes"}) {
    const std::string rule = std::string(matcher) + " -> hit";
    EXPECT_EQ(grouped(kEvent, rule).hashes(), (Texts{md5_hex("hit")})) << matcher;
  }
}

TEST(FingerprintRule, SeesFramesAsRulesLeaveThem) {
  const std::string event =
      R"({"platform":"python","exception":[{"type":"T","stacktrace":{"frames":[
          {"function":"f","abs_path":"/x/site-packages/y.py","in_app":true}]}}]})";
  EXPECT_EQ(grouped(event, "app:no -> hit").hashes(), (Texts{md5_hex("hit")}));
}

TEST(FingerprintRule, FindsFramesOutsideOfExceptions) {
  const std::string frames = R"("stacktrace":{"frames":[{"function":"g"}]})";
  const Texts hit{md5_hex("hit")};
  EXPECT_EQ(grouped("{" + frames + "}", "function:g -> hit").hashes(), hit);
  EXPECT_EQ(
      grouped(R"({"threads":[{},{"crashed":true,)" + frames + "}]}", "function:g -> hit").hashes(),
      hit);
  EXPECT_NE(grouped(R"({"threads":[{},{)" + frames + "}]}", "function:g -> hit").hashes(), hit);
}

TEST(FingerprintRule, TitlesTheEvent) {
  EXPECT_EQ(
      grouped(kEvent, R"(type:Last -> x title="In {{ function }} of {{tags.server}}, {{ no }}!")")
          .title(),
      "In f of web, <unrecognized-variable-no>!");
  EXPECT_EQ(grouped(kEvent, R"(type:Last -> x title="{{ no }} {{ a b }} {{")", kSentry2023).title(),
            "{{ no }} {{ a b }} {{");
}

TEST(FingerprintRule, MayGiveATitleOnly) {
  const Grouped result = grouped(kEvent, R"(type:Last -> title="T")");
  EXPECT_EQ(result.title(), "T");
  EXPECT_EQ(result.names().back(), "custom_client_fingerprint");
}

TEST(FingerprintRule, ComesBeforeThoseBuiltIn) {
  const std::string chunk =
      R"({"platform":"javascript","exception":[{"type":"ChunkLoadError","value":"x"}]})";
  const Grouped built_in = grouped(chunk, "");
  EXPECT_EQ(built_in.names().back(), "built_in_fingerprint");
  EXPECT_EQ(built_in.hashes(), (Texts{md5_hex("chunkloaderror")}));
  EXPECT_EQ(built_in.hint("app"), "ignored because built-in fingerprint takes precedence");
  EXPECT_EQ(grouped(chunk, "type:Chunk* -> mine").hashes(), (Texts{md5_hex("mine")}));
  const std::string hydration =
      R"({"platform":"javascript","transaction":"/cart","exception":[{"type":"Error",
      "value":"Text content does not match server-rendered HTML."}]})";
  EXPECT_EQ(grouped(hydration, "").hashes(), (Texts{md5_hex("hydrationerror/cart")}));
}

}  // namespace
}  // namespace picket::domain::grouping
