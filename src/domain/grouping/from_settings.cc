#include "domain/grouping/from_settings.h"

#include "base/assert.h"
#include "domain/fingerprint_rules/parse.h"
#include "domain/grouping/config.h"
#include "domain/project/settings.h"
#include "domain/stack_rules/parse.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

constexpr std::string_view kConfig = "groupingConfig";
constexpr std::string_view kStackTrace = "groupingEnhancements";
constexpr std::string_view kFingerprint = "fingerprintingRules";
constexpr std::string_view kFormerConfig = "secondaryGroupingConfig";
constexpr std::string_view kFormerUntil = "secondaryGroupingExpiry";

json::value value_of(const SettingValues& settings, std::string_view name) {
  const Setting* const setting = find_setting(project_settings(), name);
  PICKET_ASSERT(setting != nullptr);
  return settings.get(*setting);
}

std::string text_of(const SettingValues& settings, std::string_view name) {
  const json::value value = value_of(settings, name);
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

/// "line 2, column 5: expected ..." as a sentence.
std::string sentence(std::string text) {
  text.front() = 'L';
  return text + '.';
}

}  // namespace

GroupingTexts grouping_texts(const SettingValues& settings) {
  return {text_of(settings, kConfig), text_of(settings, kStackTrace),
          text_of(settings, kFingerprint)};
}

std::shared_ptr<const GroupingSettings> compile_grouping(const GroupingTexts& texts) {
  const grouping::Config* const config = grouping::find_config(texts.config);
  GroupingRules rules;
  rules.stack_trace = texts.stack_trace;
  rules.fingerprint = texts.fingerprint;
  return GroupingSettings::compile(rules, config != nullptr ? *config : grouping::kCurrent);
}

std::optional<FormerGrouping> former_grouping(const SettingValues& settings) {
  FormerGrouping former{text_of(settings, kFormerConfig), {}};
  if (grouping::find_config(former.config) == nullptr) return std::nullopt;
  const json::value until = value_of(settings, kFormerUntil);
  former.until = from_unix_us((until.is_int64() ? until.get_int64() : 0) * 1'000'000);
  return former;
}

std::optional<std::string> find_grouping_flaw(std::string_view setting, const json::value& value) {
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.get_string();
  if (setting == kConfig || (setting == kFormerConfig && !text.empty())) {
    if (grouping::find_config(text) == nullptr)
      return "Grouping config is unknown: " + std::string(text) + '.';
  } else if (setting == kStackTrace) {
    const auto rules = stack_rules::RuleSet::compile(text, stack_rules::Origin::custom);
    if (!rules) return sentence(to_string(rules.error()));
  } else if (setting == kFingerprint) {
    const auto rules = fingerprint_rules::RuleSet::compile(text);
    if (!rules) return sentence(to_string(rules.error()));
  }
  return std::nullopt;
}

}  // namespace picket::domain
