#include "domain/access/decision.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace picket::domain::access {
namespace {

constexpr std::string_view kAllProjects = "-1";

/// Which scopes the caller has, and where, inside one organization.
class Rights {
 public:
  Rights(const Caller& caller, const OrgFacts& org)
      : caller_(caller), org_(org), membership_(caller.membership_in(org.id)) {}

  bool belongs() const noexcept {
    return membership_ != nullptr || (!caller_.user && caller_.token_org == org_.id);
  }
  const Membership* membership() const noexcept { return membership_; }

  /// Sees what no team of theirs has.
  bool global() const noexcept {
    return org_.open_membership || membership_ == nullptr || is_global(membership_->role);
  }

  ScopeSet in_organization() const noexcept { return cut(organization_scopes()); }

  ScopeSet in_team(TeamId team) const noexcept {
    return cut(organization_scopes() | team_scopes(team));
  }

  ScopeSet in_project(const ProjectConfig& project) const noexcept {
    ScopeSet scopes = organization_scopes();
    for (const TeamId team : project.teams) scopes.insert(team_scopes(team));
    return cut(scopes);
  }

  bool sees(const ProjectConfig& project) const noexcept {
    if (project.org != org_.id || !project.active) return false;
    if (global()) return true;
    return std::any_of(project.teams.begin(), project.teams.end(),
                       [&](TeamId team) { return membership_->role_in(team).has_value(); });
  }

 private:
  ScopeSet organization_scopes() const noexcept {
    // An organization's own token has no role: what it may is what it was made with.
    if (membership_ == nullptr) return caller_.token_scopes.value_or(ScopeSet());
    return scopes_of(membership_->role, org_.options);
  }

  ScopeSet team_scopes(TeamId team) const noexcept {
    if (membership_ == nullptr) return {};
    const auto role = membership_->role_in(team);
    return role ? scopes_of(*role) : ScopeSet();
  }

  ScopeSet cut(ScopeSet scopes) const noexcept {
    return caller_.token_scopes ? scopes & *caller_.token_scopes : scopes;
  }

  const Caller& caller_;
  const OrgFacts& org_;
  const Membership* membership_;
};

void add(Grant& grant, const ProjectConfig& project, ScopeSet scopes) {
  grant.projects.push_back(&project);
  grant.project_scopes.push_back(scopes);
}

Result<void, Denial> grant_team(Grant& grant, const Rights& rights, const Wish& wish,
                                const World& world) {
  const auto team = std::find_if(world.teams.begin(), world.teams.end(), [&](const TeamFacts& one) {
    return one.org == grant.org && names(wish.path_team, one.id.value, one.slug);
  });
  if (team == world.teams.end()) return unexpected(Denial::unknown_team);
  if (!rights.global() && !rights.membership()->role_in(team->id))
    return unexpected(Denial::forbidden_team);
  grant.team = team->id;
  grant.scopes = rights.in_team(team->id);
  if (!grant.scopes.intersects(wish.accepted)) return unexpected(Denial::insufficient_scope);
  return {};
}

Result<void, Denial> grant_project(Grant& grant, const Rights& rights, const Wish& wish,
                                   const World& world) {
  const auto project =
      std::find_if(world.projects.begin(), world.projects.end(), [&](const ProjectConfig& one) {
        return one.org == grant.org && one.active &&
               names(wish.path_project, one.project.value, one.slug);
      });
  if (project == world.projects.end()) return unexpected(Denial::unknown_project);
  if (!rights.sees(*project)) return unexpected(Denial::forbidden_project);
  const ScopeSet scopes = rights.in_project(*project);
  if (!scopes.intersects(wish.accepted)) return unexpected(Denial::insufficient_scope);
  add(grant, *project, scopes);
  return {};
}

/// Those that the caller sees; for Reach::projects those alone where the scopes suffice.
Result<void, Denial> grant_projects(Grant& grant, const Rights& rights, const Wish& wish,
                                    const World& world) {
  const bool by_project = wish.reach == Reach::projects;
  for (const ProjectConfig& project : world.projects) {
    if (!rights.sees(project)) continue;
    const ScopeSet scopes = rights.in_project(project);
    if (!by_project || scopes.intersects(wish.accepted)) add(grant, project, scopes);
  }
  const bool in_some = by_project && !grant.projects.empty();
  if (!in_some && !grant.scopes.intersects(wish.accepted))
    return unexpected(Denial::insufficient_scope);
  return {};
}

/// Keeps those that `chosen` names; each of its words must name one.
Result<void, Denial> choose(Grant& grant, std::span<const std::string> chosen) {
  if (chosen.empty() || std::find(chosen.begin(), chosen.end(), kAllProjects) != chosen.end())
    return {};
  std::vector<bool> kept(grant.projects.size());
  for (const std::string& word : chosen) {
    const auto found = std::find_if(
        grant.projects.begin(), grant.projects.end(),
        [&](const ProjectConfig* p) { return names(word, p->project.value, p->slug); });
    if (found == grant.projects.end()) return unexpected(Denial::forbidden_project);
    kept[static_cast<std::size_t>(found - grant.projects.begin())] = true;
  }
  const Grant all = grant;
  grant.projects.clear();
  grant.project_scopes.clear();
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) add(grant, *all.projects[i], all.project_scopes[i]);
  }
  return {};
}

Result<void, Denial> fill(Grant& grant, const Rights& rights, const Wish& wish,
                          const World& world) {
  switch (wish.reach) {
    case Reach::project:
      return grant_project(grant, rights, wish, world);
    case Reach::team:
      if (auto done = grant_team(grant, rights, wish, world); !done) return done;
      for (const ProjectConfig& project : world.projects) {
        if (rights.sees(project)) add(grant, project, rights.in_project(project));
      }
      return {};
    case Reach::organization:
    case Reach::projects:
      break;
  }
  return grant_projects(grant, rights, wish, world);
}

}  // namespace

bool names(std::string_view text, std::int64_t id, std::string_view slug) noexcept {
  if (text.empty()) return false;
  if (text.find_first_not_of("0123456789") == std::string_view::npos)
    return ascii::parse_uint<std::uint64_t>(text) == static_cast<std::uint64_t>(id);
  return text == slug;
}

const Membership* Caller::membership_in(OrgId org) const noexcept {
  const auto found = std::find_if(memberships.begin(), memberships.end(),
                                  [&](const Membership& one) { return one.org == org; });
  return found == memberships.end() ? nullptr : &*found;
}

const ProjectConfig* Grant::find(ProjectId project) const noexcept {
  const auto found = std::find_if(projects.begin(), projects.end(),
                                  [&](const ProjectConfig* p) { return p->project == project; });
  return found == projects.end() ? nullptr : *found;
}

ScopeSet Grant::scopes_in(ProjectId project) const noexcept {
  for (std::size_t i = 0; i < projects.size(); ++i) {
    if (projects[i]->project == project) return project_scopes[i];
  }
  return {};
}

std::vector<ProjectId> Grant::project_ids() const {
  std::vector<ProjectId> ids;
  ids.reserve(projects.size());
  for (const ProjectConfig* project : projects) ids.push_back(project->project);
  return ids;
}

Result<Grant, Denial> decide(const Caller* caller, const Wish& wish, const World& world) {
  if (caller == nullptr) return unexpected(Denial::unauthenticated);
  if (caller->token_scopes && !caller->token_scopes->intersects(wish.accepted))
    return unexpected(Denial::insufficient_scope);
  const auto org = std::find_if(world.orgs.begin(), world.orgs.end(), [&](const OrgFacts& one) {
    return names(wish.org, one.id.value, one.slug);
  });
  if (org == world.orgs.end()) return unexpected(Denial::unknown_organization);
  const Rights rights(*caller, *org);
  if (!rights.belongs()) return unexpected(Denial::unknown_organization);

  Grant grant;
  grant.org = org->id;
  grant.org_slug = org->slug;
  grant.scopes = rights.in_organization();
  grant.membership = rights.membership();
  if (auto done = fill(grant, rights, wish, world); !done) return unexpected(done.error());
  if (auto chosen = choose(grant, wish.chosen_projects); !chosen) return unexpected(chosen.error());
  return grant;
}

}  // namespace picket::domain::access
