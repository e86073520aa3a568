#include "domain/project/settings.h"

namespace picket::domain {
namespace {

using enum SettingKind;

constexpr std::int64_t kWord = 200;
constexpr std::int64_t kPage = 4'000;    ///< Of the lists of fields, in all.
constexpr std::int64_t kRules = 65'536;  ///< Of rules that people write a line each.

constexpr Setting kProject[] = {
    {"subjectPrefix", text, R"("")", 0, kWord},
    {"subjectTemplate", text, R"("$shortID - $title")", 0, kWord},
    {"resolveAge", number, "0", 0, 24 * 365},
    {"digestsMinDelay", number, "180", 60, 3600},
    {"digestsMaxDelay", number, "600", 60, 3600},
    {"dataScrubber", flag, "true"},
    {"dataScrubberDefaults", flag, "true"},
    {"safeFields", texts, "[]", 0, kPage},
    {"sensitiveFields", texts, "[]", 0, kPage},
    {"storeCrashReports", number_or_null, "null", -1, 100},
    {"securityToken", text, R"("")", 0, 255},
    {"securityTokenHeader", text_or_null, "null", 0, 64},
    {"verifySSL", flag, "false"},
    {"scrubIPAddresses", flag, "false"},
    {"scrapeJavaScript", flag, "true"},
    {"enableAutoReleaseCreation", flag, "true"},
    {"highlightTags", texts, R"(["release","environment"])", 0, kPage},
    {"highlightContext", object, R"({"user":["email"]})", 0, kPage},
    {"groupingConfig", text, R"("newstyle:2026-01-20")", 0, kWord},
    {"groupingEnhancements", text, R"("")", 0, kRules},
    {"fingerprintingRules", text, R"("")", 0, kRules},
    {"secondaryGroupingConfig", text_or_null, "null", 0, kWord},
    {"secondaryGroupingExpiry", number, "0", 0, 4'102'444'800},
    {"defaultEnvironment", text_or_null, "null", 0, 64},
    {"relayPiiConfig", text_or_null, "null", 0, kRules},
    {"builtinSymbolSources", texts, R"(["ios","microsoft","android"])", 0, kPage},
    {"quotas", quotas, "[]"},
    {"spikeMultiple", number, "0", 0, 1'000},
    {"symbolSources", text, R"("[]")", 0, kRules},
    {"tagLinks", object, "{}", 0, kRules},
};

constexpr Setting kOptions[] = {
    {"sentry:csp_ignored_sources_defaults", flag, "true"},
    {"sentry:csp_ignored_sources", lower_lines, R"("")", 0, kRules},
    {"sentry:reprocessing_active", flag, "false"},
    {"filters:blacklisted_ips", lower_lines, R"("")", 0, kRules},
    {"filters:react-hydration-errors", flag, "true"},
    {"filters:chunk-load-error", flag, "true"},
    {"filters:releases", lower_lines, R"("")", 0, kRules},
    {"filters:error_messages", lines, R"("")", 0, kRules},
    {"filters:generic", text, R"("")", 0, kRules},
    {"feedback:branding", flag, "true"},
    {"sentry:feedback_user_report_notifications", flag, "true"},
    {"sentry:feedback_ai_spam_detection", flag, "false"},
    {"sentry:replay_rage_click_issues", flag, "false"},
    {"sentry:replay_hydration_error_issues", flag, "false"},
    {"sentry:toolbar_allowed_origins", text, R"("")", 0, kRules},
    {"quotas:spike-protection-disabled", flag, "null"},
};

constexpr Setting kFilters[] = {
    {"filters:browser-extensions", flag, "false"},
    {"filters:filtered-transaction", flag, "true"},
    {"filters:legacy-browsers", flag_or_texts, "false", 0, kWord},
    {"filters:localhost", flag, "false"},
    {"filters:web-crawlers", flag, "true"},
};

constexpr Setting kKey[] = {
    {"browserSdkVersion", text, R"("10.x")", 0, 16},
};

constexpr Setting kLoader[] = {
    {"hasReplay", flag, "true"},          {"hasPerformance", flag, "true"},
    {"hasDebug", flag, "false"},          {"hasFeedback", flag, "false"},
    {"hasLogsAndMetrics", flag, "false"},
};

}  // namespace

std::span<const Setting> project_settings() noexcept {
  return kProject;
}
std::span<const Setting> project_options() noexcept {
  return kOptions;
}
std::span<const Setting> project_filters() noexcept {
  return kFilters;
}
std::span<const Setting> key_settings() noexcept {
  return kKey;
}
std::span<const Setting> loader_options() noexcept {
  return kLoader;
}

}  // namespace picket::domain
