#include "domain/scrub/projects.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/assert.h"
#include "domain/organization/settings.h"
#include "domain/project/settings.h"
#include "domain/scrub/rule_json.h"
#include "protocol/json.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;

constexpr std::string_view kScrubData = "dataScrubber";
constexpr std::string_view kScrubDefaults = "dataScrubberDefaults";
constexpr std::string_view kScrubAddresses = "scrubIPAddresses";
constexpr std::string_view kSensitive = "sensitiveFields";
constexpr std::string_view kSafe = "safeFields";
constexpr std::string_view kRules = "relayPiiConfig";
constexpr std::string_view kAll[] = {kScrubData, kScrubDefaults, kScrubAddresses,
                                     kSensitive, kSafe,          kRules};

json::value read(const SettingValues& values, std::span<const Setting> table,
                 std::string_view name) {
  const Setting* const setting = find_setting(table, name);
  PICKET_ASSERT(setting != nullptr);
  return values.get(*setting);
}

json::value of_project(const ProjectConfig& project, std::string_view name) {
  return read(project.settings, project_settings(), name);
}

json::value of_organization(const ProjectConfig& project, std::string_view name) {
  static const SettingValues defaults;
  return read(project.org_options ? *project.org_options : defaults, organization_options(), name);
}

bool is_on(const ProjectConfig& project, std::string_view name) {
  return of_organization(project, name) == json::value(true) ||
         of_project(project, name) == json::value(true);
}

std::vector<std::string> texts(const ProjectConfig& project, std::string_view name) {
  std::vector<std::string> all;
  for (const json::value& list : {of_organization(project, name), of_project(project, name)}) {
    if (!list.is_array()) continue;
    for (const json::value& each : list.get_array()) {
      if (each.is_string()) all.emplace_back(each.get_string());
    }
  }
  return all;
}

PiiConfig rules_in(const json::value& setting) {
  return setting.is_string() ? read_pii_config(setting.get_string()) : PiiConfig();
}

/// Equal for projects that are scrubbed in the same way.
std::string key_of(const ProjectConfig& project) {
  json::array all;
  for (const std::string_view name : kAll) {
    all.push_back(of_organization(project, name));
    all.push_back(of_project(project, name));
  }
  std::string text;
  protocol::write_json(all, text);
  return text;
}

std::shared_ptr<const ScrubConfig> compile(const ProjectConfig& project) {
  const PiiConfig rules = merge_rules(rules_in(of_organization(project, kRules)),
                                      rules_in(of_project(project, kRules)));
  return std::make_shared<const ScrubConfig>(scrubbing_of(project), rules);
}

}  // namespace

DataScrubbing scrubbing_of(const ProjectConfig& project) {
  return {.scrub_data = is_on(project, kScrubData),
          .scrub_defaults = is_on(project, kScrubDefaults),
          .scrub_ip_addresses = is_on(project, kScrubAddresses),
          .sensitive_fields = texts(project, kSensitive),
          .safe_fields = texts(project, kSafe)};
}

void compile_scrubbing(std::vector<ProjectConfig>& projects, const ProjectSnapshot* before) {
  std::map<std::string, std::shared_ptr<const ScrubConfig>, std::less<>> known;
  if (before != nullptr) {
    for (const ProjectConfig& project : before->projects()) {
      if (project.scrubbing) known.emplace(key_of(project), project.scrubbing);
    }
  }
  for (ProjectConfig& project : projects) {
    auto& shared = known[key_of(project)];
    if (!shared) shared = compile(project);
    project.scrubbing = shared;
  }
}

const ScrubConfig& default_scrubbing() {
  static const ScrubConfig config({}, {});
  return config;
}

}  // namespace picket::domain::scrub
