#include "domain/access/decision.h"

#include <algorithm>

#include "base/ascii.h"

namespace picket::domain::access {
namespace {

constexpr std::string_view kAllProjects = "-1";

bool is_digits(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Does an id or slug of a request mean the thing with this id and slug?
bool names(std::string_view text, std::int64_t id, std::string_view slug) noexcept {
  if (is_digits(text))
    return ascii::parse_uint<std::uint64_t>(text) == static_cast<std::uint64_t>(id);
  return text == slug;
}

bool names(std::string_view text, const ProjectConfig& project) noexcept {
  return names(text, project.project.value, project.slug);
}

/// Keeps those that `chosen` names; each of its words must name one.
Result<void, Denial> choose(Grant& grant, std::span<const std::string> chosen) {
  if (chosen.empty() || std::find(chosen.begin(), chosen.end(), kAllProjects) != chosen.end())
    return {};
  std::vector<const ProjectConfig*> kept;
  for (const std::string& word : chosen) {
    const auto found = std::find_if(grant.projects.begin(), grant.projects.end(),
                                    [&](const ProjectConfig* p) { return names(word, *p); });
    if (found == grant.projects.end()) return unexpected(Denial::forbidden_project);
    kept.push_back(*found);
  }
  const auto by_id = [](const ProjectConfig* a, const ProjectConfig* b) {
    return a->project < b->project;
  };
  std::sort(kept.begin(), kept.end(), by_id);
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  grant.projects = std::move(kept);
  return {};
}

}  // namespace

const ProjectConfig* Grant::find(ProjectId project) const noexcept {
  const auto found = std::find_if(projects.begin(), projects.end(),
                                  [&](const ProjectConfig* p) { return p->project == project; });
  return found == projects.end() ? nullptr : *found;
}

std::vector<ProjectId> Grant::project_ids() const {
  std::vector<ProjectId> ids;
  ids.reserve(projects.size());
  for (const ProjectConfig* project : projects) ids.push_back(project->project);
  return ids;
}

Result<Grant, Denial> decide(const Caller* caller, const Wish& wish,
                             std::span<const ProjectConfig> projects) {
  if (caller == nullptr) return unexpected(Denial::unauthenticated);
  // Before the organization is looked at: so the answer tells nothing about it.
  if (!caller->scopes.intersects(wish.accepted)) return unexpected(Denial::insufficient_scope);
  if (!caller->org || !names(wish.org, caller->org.value, caller->org_slug))
    return unexpected(Denial::unknown_organization);

  Grant grant{caller->org, {}};
  for (const ProjectConfig& project : projects) {
    if (project.org == caller->org && project.active) grant.projects.push_back(&project);
  }
  if (wish.path_project) {
    std::erase_if(grant.projects,
                  [&](const ProjectConfig* p) { return !names(*wish.path_project, *p); });
    if (grant.projects.empty()) return unexpected(Denial::unknown_project);
  }
  if (auto chosen = choose(grant, wish.chosen_projects); !chosen) return unexpected(chosen.error());
  return grant;
}

}  // namespace picket::domain::access
