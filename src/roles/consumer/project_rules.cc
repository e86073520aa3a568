#include "roles/consumer/project_rules.h"

#include <algorithm>
#include <utility>

#include "domain/ownership/codeowners.h"
#include "ports/projects.h"

namespace picket::consumer {

using domain::ownership::OwnershipSettings;
using domain::ownership::Rule;

Result<void> ProjectRules::refresh() {
  const auto tx = meta_.begin_read();
  if (!tx) return unexpected(tx.error());
  ports::ProjectRepository& projects = (*tx)->projects();
  const auto version = projects.config_version();
  if (!version) return unexpected(version.error());
  if (*version == version_) return {};
  const auto changed = projects.ownership_since(version_);
  if (!changed) return unexpected(changed.error());
  const auto all = projects.list();
  if (!all) return unexpected(all.error());
  take_ownership(*changed);
  take_groupings(*all);
  version_ = *version;
  return {};
}

void ProjectRules::take_ownership(const std::vector<OwnershipSettings>& changed) {
  for (const OwnershipSettings& settings : changed) {
    std::vector<Rule> rules = domain::ownership::rules_of(settings);
    if (rules.empty()) {
      ownership_.erase(settings.project);
      continue;
    }
    ownership_[settings.project] = std::make_unique<const OwnershipRules>(
        OwnershipRules{domain::ownership::Ownership(std::move(rules)), settings.auto_assignment});
  }
}

void ProjectRules::take_groupings(const std::vector<domain::ProjectConfig>& projects) {
  std::vector<Compiled> kept;
  const auto shared = [&](const domain::GroupingTexts& texts) {
    const auto same = [&](const Compiled& one) { return one.texts == texts; };
    const auto known = std::find_if(kept.begin(), kept.end(), same);
    if (known != kept.end()) return known->settings;
    const auto before = std::find_if(compiled_.begin(), compiled_.end(), same);
    auto settings = before != compiled_.end() ? before->settings : domain::compile_grouping(texts);
    kept.push_back({texts, settings});
    return settings;
  };
  groupings_.clear();
  for (const domain::ProjectConfig& project : projects) {
    domain::GroupingTexts texts = domain::grouping_texts(project.settings);
    ProjectGrouping grouping{shared(texts)};
    if (const auto former = domain::former_grouping(project.settings)) {
      texts.config = former->config;
      grouping.former = shared(texts);
      grouping.former_until = former->until;
    }
    groupings_.emplace(project.project, std::move(grouping));
  }
  compiled_ = std::move(kept);
}

const ProjectGrouping& ProjectRules::grouping(ProjectId project) const {
  const auto found = groupings_.find(project);
  return found == groupings_.end() ? standard_ : found->second;
}

const OwnershipRules* ProjectRules::ownership(ProjectId project) const {
  const auto found = ownership_.find(project);
  return found == ownership_.end() ? nullptr : found->second.get();
}

}  // namespace picket::consumer
