#include "roles/api/gate.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "ports/issues.h"
#include "ports/projects.h"
#include "protocol/dsn.h"
#include "roles/api/operator.h"
#include "roles/api/session.h"
#include "roles/api/superuser.h"

namespace picket::api {
namespace {

using domain::access::Denial;
using domain::access::Reach;

Reach reach_of(Access access) {
  switch (access) {
    case Access::projects:
      return Reach::projects;
    case Access::project:
      return Reach::project;
    case Access::team:
      return Reach::team;
    case Access::anyone:
    case Access::signed_in:
    case Access::superuser:
    case Access::organization:
      break;
  }
  return Reach::organization;
}

/// `DSN https://key@host/1`, in any case.
bool shows_dsn(const net::Request& request) {
  const std::string_view header = ascii::trim(request.headers.get("Authorization"));
  return ascii::iequals(ascii::split_once(header, ' ').head, "dsn");
}

}  // namespace

/// Only what a browser sends by itself can be sent by another site: a token cannot.
Answer<void> Gate::identify(const ApiRoute& route, const net::Request& request, ports::MetaTx& meta,
                            const GateContext& context) {
  if (context.as != nullptr) {
    auto identity = operator_identity(*context.as, meta);
    if (!identity) return unexpected(identity.error());
    identity_ = *std::move(identity);
    return {};
  }
  const bool forgeable =
      is_unsafe(request.method) && (route.signs_in || !request.headers.has("Authorization"));
  if (forgeable) {
    if (auto checked = check_origin(request, context.url); !checked) return checked;
  }
  if (route.signs_in) return {};
  auto identity = read_caller(request, meta, context.now);
  if (!identity) return unexpected(identity.error());
  identity_ = *std::move(identity);
  if (forgeable && identity_) return check_csrf(request, session_secret(request));
  return {};
}

/// The project of the path must be the key's: one answer for all that may be wrong, so that it
/// tells nobody which projects there are.
Answer<void> Gate::open_by_dsn(const ApiRoute& route, const net::Request& request,
                               ports::MetaTx& meta) {
  const std::string_view header = ascii::trim(request.headers.get("Authorization"));
  const auto dsn = protocol::parse_dsn(ascii::trim(ascii::split_once(header, ' ').tail));
  if (!dsn) return unexpected(unauthenticated("Invalid dsn"));
  if (auto read = read_world(route, meta); !read) return read;
  const auto project = std::ranges::find(projects_, dsn->project, &domain::ProjectConfig::project);
  if (project == projects_.end() || !project->active) {
    return unexpected(unauthenticated("Invalid dsn"));
  }
  const bool is_key = std::ranges::any_of(project->keys, [&](const domain::ProjectKey& key) {
    return key.active && key.public_key == dsn->public_key;
  });
  const bool is_named =
      domain::access::names(request.param("org"), project->org.value, project->org_slug) &&
      domain::access::names(request.param("project"), project->project.value, project->slug);
  if (!is_key || !is_named) return unexpected(unauthenticated("Invalid dsn"));
  grant_.org = project->org;
  grant_.org_slug = project->org_slug;
  grant_.projects = {&*project};
  grant_.project_scopes = {domain::access::ScopeSet{}};
  return {};
}

Answer<void> Gate::check_caller(const ApiRoute& route) const {
  if (!identity_) {
    if (route.access == Access::anyone) return {};
    return unexpected(denied(Denial::unauthenticated, route.accepted));
  }
  if (identity_->is_operator) return {};
  const domain::access::Caller& caller = identity_->caller;
  if (route.session_only && !identity_->session) return unexpected(forbidden());
  if (route.access != Access::signed_in && route.access != Access::superuser) return {};
  if (!caller.user) return unexpected(forbidden());
  const bool cut = caller.token_scopes && !caller.token_scopes->intersects(route.accepted);
  if (cut && !route.accepted.empty())
    return unexpected(denied(Denial::insufficient_scope, route.accepted));
  return {};
}

Answer<void> Gate::check_superuser(ports::MetaTx& meta) const {
  if (identity_->is_operator) return {};
  const auto is = is_superuser(identity_->caller.memberships, meta);
  if (!is) return unexpected(is.error());
  if (*is) return {};
  return unexpected(
      forbidden("Only owners of the organization that was made first on this server may do this."));
}

/// Asked last: nobody types a password to hear that it is not enough.
Answer<void> Gate::check_proof(const ApiRoute& route, Timestamp now) const {
  if (!route.sudo || !identity_ || !identity_->session) return {};
  if (now < identity_->session->proved + kProofLife) return {};
  return unexpected(sudo_required(identity_->user->email));
}

Answer<void> Gate::read_world(const ApiRoute& route, ports::MetaTx& meta) {
  const auto orgs = meta.organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  for (const ports::Organization& org : *orgs) {
    orgs_.push_back({org.id, org.slug, org.settings.open_membership, org.settings.role_options()});
  }
  auto projects = meta.projects().list();
  if (!projects) return unexpected(failed(projects.error()));
  projects_ = *std::move(projects);
  if (route.access != Access::team) return {};
  for (const domain::access::OrgFacts& org : orgs_) {
    const auto teams = meta.organizations().list_teams(org.id);
    if (!teams) return unexpected(failed(teams.error()));
    for (const ports::Team& team : *teams) teams_.push_back({team.id, team.org, team.slug});
  }
  return {};
}

/// Of the path; where an issue stands alone, the organization that it belongs to, which is empty
/// when there is no such issue.
Answer<std::string> Gate::organization_of(const net::Request& request, ports::MetaTx& meta) const {
  const std::string_view named = request.param("org");
  if (!named.empty()) return std::string(named);
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto id = ascii::parse_uint<std::uint64_t>(request.param("issue"));
  if (!id || *id > kMost) return std::string();
  const IssueId named_issue{static_cast<std::int64_t>(*id)};
  auto issue = meta.issues().get(named_issue);
  if (issue && !*issue) {
    const auto target = meta.issues().merged_into(named_issue);
    if (!target) return unexpected(failed(target.error()));
    if (*target) issue = meta.issues().get(**target);
  }
  if (!issue) return unexpected(failed(issue.error()));
  if (!*issue) return std::string();
  const auto project = std::find_if(
      projects_.begin(), projects_.end(),
      [&](const domain::ProjectConfig& one) { return one.project == (*issue)->project; });
  return project == projects_.end() ? std::string() : project->org_slug;
}

std::optional<Problem> Gate::moved(const net::Request& request, std::string_view url,
                                   const domain::access::Wish& wish, ports::MetaTx& meta) const {
  const auto org = std::find_if(orgs_.begin(), orgs_.end(), [&](const auto& one) {
    return domain::access::names(wish.org, one.id.value, one.slug);
  });
  if (org == orgs_.end()) return std::nullopt;
  const auto project = meta.projects().renamed(org->id, wish.path_project);
  if (!project) return failed(project.error());
  if (!*project) return std::nullopt;
  const std::string id = std::to_string((*project)->value);
  domain::access::Wish by_id = wish;
  by_id.path_project = id;
  const auto grant = domain::access::decide(caller(), by_id, {orgs_, projects_, teams_});
  if (!grant) return std::nullopt;
  return resource_moved(request, url, wish.path_project, grant->projects.front()->slug);
}

Answer<void> Gate::open(const ApiRoute& route, const net::Request& request,
                        const Parameters* parameters, ports::MetaTx& meta,
                        const GateContext& context) {
  if (route.takes_dsn && context.as == nullptr && shows_dsn(request)) {
    return open_by_dsn(route, request, meta);
  }
  if (auto identified = identify(route, request, meta, context); !identified) return identified;
  if (auto checked = check_caller(route); !checked) return checked;
  if (route.access == Access::superuser) {
    if (auto checked = check_superuser(meta); !checked) return checked;
    return check_proof(route, context.now);
  }
  if (route.access == Access::anyone || route.access == Access::signed_in)
    return check_proof(route, context.now);
  if (auto read = read_world(route, meta); !read) return read;
  const auto org = organization_of(request, meta);
  if (!org) return unexpected(org.error());

  domain::access::Wish wish{route.accepted, *org, reach_of(route.access)};
  wish.path_project = request.param("project");
  wish.path_team = request.param("team");
  const std::vector<std::string> chosen =
      parameters ? parameters->all("project") : std::vector<std::string>();
  wish.chosen_projects = chosen;
  auto grant = domain::access::decide(caller(), wish, {orgs_, projects_, teams_});
  if (!grant && grant.error() == Denial::unknown_project) {
    if (auto elsewhere = moved(request, context.url, wish, meta))
      return unexpected(*std::move(elsewhere));
  }
  if (!grant) return unexpected(denied(grant.error(), route.accepted));
  grant_ = *std::move(grant);
  return check_proof(route, context.now);
}

}  // namespace picket::api
