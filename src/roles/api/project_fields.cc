#include "roles/api/project_fields.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "domain/grouping/from_settings.h"
#include "domain/project/settings.h"
#include "domain/project/tag_links.h"
#include "domain/scrub/rule_json.h"
#include "roles/api/filter_fields.h"
#include "roles/api/slug_choice.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxPlatform = 64;
constexpr std::size_t kMaxOrigins = 100;

bool is_platform(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

std::int64_t number_of(const domain::SettingValues& settings, std::string_view name) {
  return settings.get(*domain::find_setting(domain::project_settings(), name))
      .to_number<std::int64_t>();
}

bool is_header_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

/// What one field alone does not show.
void check_together(Fields& fields, const json::object& body,
                    const domain::SettingValues& settings) {
  if (number_of(settings, "digestsMinDelay") > number_of(settings, "digestsMaxDelay"))
    fields.refuse("digestsMinDelay", "The minimum delay must not be above the maximum.");
  const json::value* const header = body.if_contains("securityTokenHeader");
  if (header != nullptr && header->is_string() && !is_header_name(header->get_string()))
    fields.refuse("securityTokenHeader", "Not the name of a header.");
}

/// Options that Sentry also writes as fields of their own.
struct OptionOfField {
  std::string_view option;
  std::string_view field;
};
constexpr OptionOfField kOptionsOfFields[] = {
    {"sentry:resolve_age", "resolveAge"},
    {"sentry:scrub_data", "dataScrubber"},
    {"sentry:scrub_defaults", "dataScrubberDefaults"},
    {"sentry:safe_fields", "safeFields"},
    {"sentry:sensitive_fields", "sensitiveFields"},
    {"sentry:scrub_ip_address", "scrubIPAddresses"},
    {"sentry:store_crash_reports", "storeCrashReports"},
    {"sentry:relay_pii_config", "relayPiiConfig"},
    {"sentry:grouping_config", "groupingConfig"},
    {"sentry:fingerprinting_rules", "fingerprintingRules"},
    {"sentry:default_environment", "defaultEnvironment"},
    {"mail:subject_prefix", "subjectPrefix"}};

const domain::Setting* find_option(std::string_view name) {
  if (const auto* const option = domain::find_setting(domain::project_options(), name))
    return option;
  for (const auto& [option, field] : kOptionsOfFields) {
    if (option == name) return domain::find_setting(domain::project_settings(), field);
  }
  return nullptr;
}

/// Rules of scrubbing have a language of their own.
std::optional<std::string> flaw_of(const domain::Setting& setting, const json::value& value) {
  if (const auto flaw = domain::find_flaw(setting, value)) return flaw;
  if (const auto flaw = find_filter_flaw(setting.name, value)) return flaw;
  if (const auto flaw = domain::find_grouping_flaw(setting.name, value)) return flaw;
  if (const auto flaw = domain::find_tag_links_flaw(setting.name, value)) return flaw;
  if (setting.name != "relayPiiConfig" || !value.is_string()) return std::nullopt;
  return domain::scrub::find_pii_config_flaw(value.get_string());
}

/// One that Picket does not know is refused by name: whoever sends it believes it.
void read_options(Fields& fields, const json::object& options, domain::SettingValues& settings) {
  for (const json::key_value_pair& sent : options) {
    const domain::Setting* const option = find_option(sent.key());
    if (option == nullptr) {
      fields.refuse("options", "Picket does not have the option " + std::string(sent.key()) + ".");
    } else if (const auto flaw = flaw_of(*option, sent.value())) {
      fields.refuse(sent.key(), *flaw);
    } else {
      settings.set(*option, sent.value());
    }
  }
}

void read_origins(Fields& fields, ports::Project& project) {
  auto origins = fields.texts("allowedDomains", kMaxOrigins);
  if (!origins) return;
  std::erase(*origins, "");
  for (const std::string& origin : *origins) {
    if (origin.find_first_of("\r\n \t") == std::string::npos) continue;
    fields.refuse("allowedDomains", "An origin has no white space.");
    return;
  }
  project.allowed_domains = *std::move(origins);
}

json::array texts(const std::vector<std::string>& from) {
  json::array words;
  for (const std::string& word : from) words.emplace_back(word);
  return words;
}

}  // namespace

void read_settings(Fields& fields, const json::object& from, std::span<const domain::Setting> table,
                   domain::SettingValues& settings) {
  for (const domain::Setting& setting : table) {
    const json::value* const value = from.if_contains(setting.name);
    if (value == nullptr) continue;
    if (const auto flaw = flaw_of(setting, *value)) {
      fields.refuse(setting.name, *flaw);
    } else {
      settings.set(setting, *value);
    }
  }
}

std::span<const domain::Setting> written_options() noexcept {
  static const std::vector<domain::Setting> kAll = [] {
    const auto options = domain::project_options();
    std::vector<domain::Setting> all(options.begin(), options.end());
    for (const auto& [option, field] : kOptionsOfFields) {
      all.push_back(*domain::find_setting(domain::project_settings(), field));
      all.back().name = option;
    }
    return all;
  }();
  return kAll;
}

std::optional<std::string> read_platform(Fields& fields) {
  if (!fields.has("platform")) return std::nullopt;
  std::string word = fields.text("platform", kMaxPlatform).value_or("");
  if (is_platform(word)) return word;
  fields.refuse("platform", "Invalid platform");
  return std::nullopt;
}

ports::Project read_project_fields(Fields& fields, const json::object& body,
                                   const ports::Project& before) {
  ports::Project after = before;
  if (fields.has("name")) after.name = fields.required_text("name", kMaxName);
  if (const auto slug = read_slug(fields, domain::account::SlugKind::project)) after.slug = *slug;
  if (const auto platform = read_platform(fields)) after.platform = *platform;
  read_origins(fields, after);
  read_settings(fields, body, domain::project_settings(), after.settings);
  if (const json::value* const options = body.if_contains("options")) {
    if (options->is_object()) {
      read_options(fields, options->get_object(), after.settings);
    } else {
      fields.refuse("options", "Expected an object.");
    }
  }
  if (fields.has("copy_from_project"))
    fields.refuse("copy_from_project", "Picket does not copy the settings of another project.");
  check_together(fields, body, after.settings);
  return after;
}

ports::Project read_project_draft(Fields& fields, const json::object& body,
                                  const ports::Project& before) {
  static_cast<void>(fields.flag("isBookmarked"));
  return read_project_fields(fields, body, before);
}

Answer<std::vector<std::string>> read_project_slugs(const Call& call) {
  const auto projects = call.meta().projects().list();
  if (!projects) return unexpected(failed(projects.error()));
  std::vector<std::string> slugs;
  for (const domain::ProjectConfig& project : *projects) {
    if (project.org == call.grant.org) slugs.push_back(project.slug);
  }
  return slugs;
}

Problem project_slug_taken() {
  return conflict("A project with this slug already exists.");
}

Changes compare_projects(const ports::Project& before, const ports::Project& after) {
  Changes changes;
  changes.note_text("name", before.name, after.name);
  changes.note_text("slug", before.slug, after.slug);
  changes.note_text("platform", before.platform, after.platform);
  changes.note("allowedDomains", texts(before.allowed_domains), texts(after.allowed_domains));
  for (const auto table :
       {domain::project_settings(), domain::project_options(), domain::project_filters()}) {
    for (const domain::Setting& setting : table) {
      const json::value old = before.settings.get(setting);
      const json::value now = after.settings.get(setting);
      if (setting.name == "securityToken") {
        changes.note_secret(setting.name, old != now);
      } else {
        changes.note(setting.name, old, now);
      }
    }
  }
  return changes;
}

}  // namespace picket::api
