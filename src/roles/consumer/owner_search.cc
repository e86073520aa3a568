#include "roles/consumer/owner_search.h"

#include <algorithm>
#include <utility>

#include "domain/ownership/event_facts.h"

namespace picket::consumer {
namespace {

using domain::ownership::AutoAssignment;
using domain::ownership::OwnerName;
using domain::ownership::Rule;
using domain::ownership::RuleKind;

std::string written(const Rule& rule) {
  std::string text = matcher_name(rule) + ':' + rule.pattern;
  for (const OwnerName& owner : rule.owners) {
    text += owner.kind == OwnerName::Kind::team ? " #" : " ";
    text += owner.name;
  }
  return text;
}

NamedOwner named(const OwnerName& owner, const Rule& rule) {
  const bool imported = rule.kind == RuleKind::codeowners;
  return {owner, imported ? domain::OwnerKind::codeowners : domain::OwnerKind::ownership_rule,
          written(rule)};
}

}  // namespace

NamedOwners search_owners(const OwnershipRules& rules, const boost::json::object& event) {
  const auto met = rules.compiled.matching(domain::ownership::EventFacts(event));
  NamedOwners owners;
  for (const OwnerName& owner : domain::ownership::suggested(met)) {
    // The last rule that names them is why.
    for (auto rule = met.rbegin(); rule != met.rend(); ++rule) {
      const auto& names = (*rule)->owners;
      if (std::find(names.begin(), names.end(), owner) == names.end()) continue;
      owners.suggested.push_back(named(owner, **rule));
      break;
    }
  }
  const Rule* const deciding = domain::ownership::deciding(met);
  if (deciding == nullptr || rules.auto_assignment == AutoAssignment::off) return owners;
  for (const OwnerName& owner : deciding->owners)
    owners.assignees.push_back(named(owner, *deciding));
  return owners;
}

bool OwnerSearches::due(ProjectId project, std::string_view hash, Timestamp now) const {
  const auto found = searched_.find(key(project, hash));
  // A clock that was set back makes it due.
  return found == searched_.end() || now - found->second >= kOwnersStand || now < found->second;
}

void OwnerSearches::done(ProjectId project, std::string_view hash, Timestamp now) {
  if (searched_.size() >= kMaxGroups) searched_.clear();
  searched_[key(project, hash)] = now;
}

std::string OwnerSearches::key(ProjectId project, std::string_view hash) {
  return std::to_string(project.value).append(1, ' ').append(hash);
}

}  // namespace picket::consumer
