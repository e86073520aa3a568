#include "roles/consumer/project_rules.h"

#include <utility>
#include <vector>

#include "domain/ownership/codeowners.h"
#include "ports/projects.h"

namespace picket::consumer {
namespace {

using domain::ownership::OwnershipSettings;
using domain::ownership::Rule;

/// Those of CODEOWNERS first. Rules that cannot be read any more, after an upgrade, are none.
std::vector<Rule> rules_of(const OwnershipSettings& settings) {
  std::vector<Rule> rules = domain::ownership::read_codeowners(settings.codeowners).rules;
  if (auto own = domain::ownership::parse_rules(settings.rules)) {
    rules.insert(rules.end(), std::make_move_iterator(own->begin()),
                 std::make_move_iterator(own->end()));
  }
  return rules;
}

}  // namespace

Result<void> ProjectRules::refresh() {
  const auto tx = meta_.begin_read();
  if (!tx) return unexpected(tx.error());
  ports::ProjectRepository& projects = (*tx)->projects();
  const auto version = projects.config_version();
  if (!version) return unexpected(version.error());
  if (*version == version_) return {};
  auto changed = projects.ownership_since(version_);
  if (!changed) return unexpected(std::move(changed.error()));
  for (const OwnershipSettings& settings : *changed) {
    std::vector<Rule> rules = rules_of(settings);
    if (rules.empty()) {
      ownership_.erase(settings.project);
      continue;
    }
    ownership_[settings.project] = std::make_unique<const OwnershipRules>(
        OwnershipRules{domain::ownership::Ownership(std::move(rules)), settings.auto_assignment});
  }
  version_ = *version;
  return {};
}

const OwnershipRules* ProjectRules::ownership(ProjectId project) const {
  const auto found = ownership_.find(project);
  return found == ownership_.end() ? nullptr : found->second.get();
}

}  // namespace picket::consumer
