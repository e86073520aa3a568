// POST organizations/{org}/teams/, PUT and DELETE teams/{org}/{team}/. Source: shared spec "api",
// section 5.1, and "access", section 1.8.
#include <algorithm>
#include <utility>

#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/organization_json.h"
#include "roles/api/slug_choice.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/team_json.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::account::SlugKind;

constexpr std::size_t kMaxName = 64;

Problem slug_taken() {
  constexpr std::string_view kSentence = "A team with this slug already exists.";
  Problem problem{409, std::string(kSentence)};
  problem.body = json::object{{"nonFieldErrors", json::array{kSentence}}, {"detail", kSentence}};
  return problem;
}

/// Anew, after a change.
Answer<net::Response> team_response(const Call& call, TeamId id, int status) {
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  const ports::Team* const team = shelf->find(std::to_string(id.value));
  if (team == nullptr) return unexpected(not_found());
  net::Response response = json_response(shelf->show(call, *team), status);
  set_tag(response, version_tag(team->version));
  return response;
}

/// `slug`, else one made of `name`.
Answer<std::string> choose_slug(const Call& call, Fields& fields) {
  const auto name = fields.text("name", kMaxName);
  const auto wanted = read_slug(fields, SlugKind::team);
  if (!fields.ok()) return unexpected(fields.problem());
  if (!wanted && name.value_or("").empty())
    return unexpected(invalid_field("nonFieldErrors", "Name or slug is required"));
  const auto teams = call.meta().organizations().list_teams(call.grant.org);
  if (!teams) return unexpected(failed(teams.error()));
  if (teams->size() >= kMaxTeams)
    return unexpected(bad_request("The organization has as many teams as it may have."));
  const auto is_taken = [&](std::string_view slug) {
    return std::any_of(teams->begin(), teams->end(),
                       [&](const ports::Team& team) { return team.slug == slug; });
  };
  if (!wanted) return free_slug(SlugKind::team, *name, is_taken);
  if (is_taken(*wanted)) return unexpected(slug_taken());
  return *wanted;
}

/// Null for who cannot be in a team: a token of the organization, the operator.
const domain::access::Membership* joining(const Call& call) noexcept {
  const auto* const membership = call.grant.membership;
  return membership != nullptr && membership->member ? membership : nullptr;
}

/// Whoever creates a team administers it.
Answer<void> join_as_admin(const Call& call, TeamId team) {
  const auto* const membership = joining(call);
  if (membership == nullptr) return {};
  using domain::access::TeamRole;
  ports::TeamMember place{team, membership->member, std::nullopt};
  if (domain::access::minimum_team_role(membership->role) != TeamRole::admin)
    place.role = TeamRole::admin;
  const auto placed = call.meta().organizations().set_team_member(place);
  if (!placed) return unexpected(failed(placed.error()));
  return {};
}

/// Of the path; it is in the grant.
Answer<ports::Team> read_team(const Call& call) {
  auto team = call.meta().organizations().get_team(call.grant.team);
  if (!team) return unexpected(failed(team.error()));
  if (!*team) return unexpected(not_found());
  return **std::move(team);
}

}  // namespace

Answer<net::Response> create_team(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const auto slug = choose_slug(call, fields);
  if (!slug) return unexpected(slug.error());
  // Sentry shows the slug alone; a name of its own is what people see nowhere.
  const auto team =
      call.meta().organizations().create_team({{}, call.grant.org, *slug, *slug, call.now});
  if (!team) return unexpected(failed(team.error()));
  if (auto joined = join_as_admin(call, *team); !joined) return unexpected(joined.error());
  auto recorded = record_audit(
      call, {.event = "team.create", .target = team->value, .data = {{"slug", *slug}}});
  if (!recorded) return unexpected(recorded.error());
  auto response = team_response(call, *team, 201);
  if (!response || joining(call) == nullptr) return response;
  // The grant was made before the caller was in the team.
  json::value shown = json::parse(response->body);
  shown.as_object()["isMember"] = true;
  shown.as_object()["teamRole"] = "admin";
  net::Response as_member = json_response(shown, 201);
  set_tag(as_member, response->headers.get("ETag"));
  return as_member;
}

Answer<net::Response> update_team(Call& call) {
  const auto before = read_team(call);
  if (!before) return unexpected(before.error());
  if (auto same = check_tag(call.request, version_tag(before->version)); !same)
    return unexpected(same.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  ports::Team after = *before;
  if (const auto slug = read_slug(fields, SlugKind::team)) after.slug = *slug;
  if (const auto name = fields.text("name", kMaxName); name && !name->empty()) after.name = *name;
  if (!fields.ok()) return unexpected(fields.problem());
  if (after.slug != before->slug) {
    const auto teams = call.meta().organizations().list_teams(call.grant.org);
    if (!teams) return unexpected(failed(teams.error()));
    if (std::any_of(teams->begin(), teams->end(),
                    [&](const ports::Team& team) { return team.slug == after.slug; }))
      return unexpected(slug_taken());
    if (after.name == before->slug) after.name = after.slug;
  }

  Changes changes;
  changes.note_text("slug", before->slug, after.slug);
  changes.note_text("name", before->name, after.name);
  if (!changes.empty()) {
    const auto updated = call.meta().organizations().update_team(after);
    if (!updated) return unexpected(failed(updated.error()));
  }
  auto recorded = record_audit(
      call, {.event = "team.edit", .target = after.id.value, .data = {{"slug", after.slug}}},
      changes);
  if (!recorded) return unexpected(recorded.error());
  return team_response(call, after.id, 200);
}

Answer<net::Response> delete_team(Call& call) {
  const auto team = read_team(call);
  if (!team) return unexpected(team.error());
  const auto deleted = call.meta().organizations().delete_team(team->id);
  if (!deleted) return unexpected(failed(deleted.error()));
  auto recorded = record_audit(
      call, {.event = "team.remove", .target = team->id.value, .data = {{"slug", team->slug}}});
  if (!recorded) return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
