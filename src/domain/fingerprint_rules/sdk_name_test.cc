#include "domain/fingerprint_rules/sdk_name.h"

#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::fingerprint_rules {
namespace {

TEST(NormalizedSdkName, KeepsWhatTellsPlatformsApart) {
  const std::pair<const char*, const char*> cases[] = {
      {"sentry.python", "sentry.python"},
      {"sentry.python.django", "sentry.python"},
      {"sentry-python", "sentry.python"},
      {"sentry_go__x", "sentry.go"},
      {"sentry.javascript.browser", "sentry.javascript.browser"},
      {"sentry.javascript.react.expo", "sentry.javascript.react"},
      {"sentry.react", "sentry.javascript.react"},
      {"sentry.native.unreal.crash", "sentry.native.unreal"},
      {"sentry.unity", "sentry.native.unity"},
      {"sentry.laravel", "sentry.php"},
      {"sentry.native", "sentry.native"},
      {"sentry", "other"},
      {"raven-python", "other"},
      {"", "other"},
  };
  for (const auto& [name, normalized] : cases) EXPECT_EQ(normalized_sdk_name(name), normalized);
}

}  // namespace
}  // namespace picket::domain::fingerprint_rules
