#include "domain/project/config.h"

#include <utility>

#include "domain/organization/settings.h"
#include "domain/project/settings.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

std::int64_t number_of(const Setting& setting, const json::value& value) {
  boost::system::error_code failed;
  const auto number = value.to_number<std::int64_t>(failed);
  return failed ? json::parse(setting.initial).to_number<std::int64_t>() : number;
}

QuotaSettings quota_settings(const ProjectConfig& project) {
  const SettingValues defaults;
  const SettingValues& org = project.org_options ? *project.org_options : defaults;
  static const Setting& account = *find_setting(organization_options(), "accountRateLimit");
  static const Setting& share = *find_setting(organization_options(), "projectRateLimit");
  static const Setting& org_quotas = *find_setting(organization_options(), "quotas");
  static const Setting& quotas = *find_setting(project_settings(), "quotas");
  static const Setting& spike = *find_setting(project_settings(), "spikeMultiple");
  static const Setting& no_spikes =
      *find_setting(project_options(), "quotas:spike-protection-disabled");
  QuotaSettings made;
  made.account_rate_limit = number_of(account, org.get(account));
  made.project_rate_limit = number_of(share, org.get(share));
  made.organization_quotas = org.get(org_quotas);
  made.project_quotas = project.settings.get(quotas);
  // Sentry's own switch, for the tools that know it.
  if (project.settings.get(no_spikes) != json::value(true))
    made.spike_multiple = number_of(spike, project.settings.get(spike));
  for (const ProjectKey& key : project.keys)
    made.keys.push_back({key.id, key.limit_count, key.limit_window_s});
  return made;
}

}  // namespace

ProjectSnapshot::ProjectSnapshot(std::int64_t version, std::vector<ProjectConfig> projects)
    : version_(version), projects_(std::move(projects)) {
  for (ProjectConfig& project : projects_) {
    project.quotas =
        std::make_shared<const ProjectQuotas>(make_project_quotas(quota_settings(project)));
    by_id_.emplace(project.project, &project);
    for (const ProjectKey& key : project.keys) {
      by_key_.emplace(key.public_key, KeyMatch{&project, &key});
    }
  }
}

ProjectSnapshot::KeyMatch ProjectSnapshot::find_key(std::string_view public_key) const noexcept {
  const auto found = by_key_.find(public_key);
  return found == by_key_.end() ? KeyMatch{nullptr, nullptr} : found->second;
}

const ProjectConfig* ProjectSnapshot::find(ProjectId project) const noexcept {
  const auto found = by_id_.find(project);
  return found == by_id_.end() ? nullptr : found->second;
}

}  // namespace picket::domain
