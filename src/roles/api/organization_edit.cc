// POST organizations/, PUT and DELETE organizations/{org}/. Source: shared spec "api", section 3,
// and "access", sections 1.4 and 1.7.
#include <algorithm>
#include <utility>

#include "ports/users.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/organization_detail.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_fields.h"
#include "roles/api/slug_choice.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using domain::access::OrgRole;
using domain::account::SlugKind;

constexpr std::size_t kMaxName = 64;
/// Of one installation: every request looks at all of them.
constexpr std::size_t kMaxOrganizations = 1'000;

struct Switch {
  const char* name;
  bool domain::OrgSettings::*value;
};
constexpr Switch kSwitches[] = {
    {"openMembership", &domain::OrgSettings::open_membership},
    {"allowMemberInvite", &domain::OrgSettings::member_invite},
    {"allowMemberProjectCreation", &domain::OrgSettings::member_project_creation},
    {"eventsMemberAdmin", &domain::OrgSettings::events_member_admin},
    {"alertsMemberWrite", &domain::OrgSettings::alerts_member_write},
};

Answer<bool> is_slug_taken(const Call& call, std::string_view slug) {
  const auto orgs = call.meta().organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  return std::any_of(orgs->begin(), orgs->end(),
                     [&](const ports::Organization& org) { return org.slug == slug; });
}

Problem slug_taken() {
  return conflict("An organization with this slug already exists.");
}

/// What Picket cannot change is refused rather than passed over: whoever sends it believes it.
void check_fixed(Fields& fields, const json::object& body) {
  for (const FixedSetting& fixed : fixed_organization_settings()) {
    const json::value* const sent = body.if_contains(fixed.name);
    if (sent != nullptr && *sent != json::parse(fixed.value))
      fields.refuse(fixed.name, "Picket does not have this setting.");
  }
  // What is written without being shown.
  const auto avatar = fields.text("avatarType", kMaxName);
  if (avatar && *avatar != "letter_avatar")
    fields.refuse("avatarType", "Picket keeps no pictures of organizations.");
  for (const char* name : {"avatar", "cancelDeletion"}) {
    const json::value* const sent = body.if_contains(name);
    if (sent != nullptr && !sent->is_null() && *sent != json::value(false))
      fields.refuse(name, "Picket does not have this setting.");
  }
}

void read_default_role(Fields& fields, const Call& call, domain::OrgSettings& settings) {
  const auto word = fields.text("defaultRole", 32);
  if (!word) return;
  const auto role = domain::access::parse_org_role(*word);
  if (!role) {
    fields.refuse("defaultRole", "\"" + *word + "\" is not a valid choice.");
  } else if (*role != settings.default_role && domain::access::is_retired(*role)) {
    fields.refuse("defaultRole", "This role is not given any more.");
  } else if (*role != settings.default_role &&
             !may_assign(call.grant.membership, call.grant.scopes, *role)) {
    fields.refuse("defaultRole", "You do not have permission to give this role.");
  } else {
    settings.default_role = *role;
  }
}

ports::Organization read_changes(Fields& fields, const Call& call, const json::object& body,
                                 ports::Organization org) {
  if (fields.has("name")) {
    const std::string name = fields.required_text("name", kMaxName);
    if (!name.empty()) org.name = name;
  }
  if (const auto slug = read_slug(fields, SlugKind::organization)) org.slug = *slug;
  for (const Switch& one : kSwitches) {
    if (const auto on = fields.flag(one.name)) org.settings.*one.value = *on;
  }
  read_default_role(fields, call, org.settings);
  read_settings(fields, body, domain::organization_options(), org.settings.options);
  return org;
}

Changes compare(const ports::Organization& before, const ports::Organization& after) {
  Changes changes;
  changes.note_text("name", before.name, after.name);
  changes.note_text("slug", before.slug, after.slug);
  for (const Switch& one : kSwitches)
    changes.note(one.name, before.settings.*one.value, after.settings.*one.value);
  changes.note_text("defaultRole", domain::access::to_string(before.settings.default_role),
                    domain::access::to_string(after.settings.default_role));
  for (const domain::Setting& option : domain::organization_options())
    changes.note(option.name, before.settings.options.get(option),
                 after.settings.options.get(option));
  return changes;
}

/// The creator becomes its owner, and with `team` the one member of a first team.
Answer<void> fill_organization(const Call& call, const ports::Organization& org, bool team) {
  auto& organizations = call.meta().organizations();
  const UserId creator = call.user();
  const auto users = call.meta().users().get_users({&creator, 1});
  if (!users) return unexpected(failed(users.error()));
  if (users->empty()) return unexpected(not_found());
  ports::Member owner;
  owner.org = org.id;
  owner.user = call.user();
  owner.email = users->front().email;
  owner.role = OrgRole::owner;
  owner.created = call.now;
  const auto member = organizations.add_member(owner);
  if (!member) return unexpected(failed(member.error()));
  if (!team) return {};
  const auto created = organizations.create_team({{}, org.id, org.slug, org.slug, call.now});
  if (!created) return unexpected(failed(created.error()));
  const auto placed = organizations.set_team_member({*created, *member, std::nullopt});
  if (!placed) return unexpected(failed(placed.error()));
  return {};
}

/// As its owner sees it, who is not in the grant yet.
Answer<net::Response> created_response(const Call& call, const ports::Organization& org) {
  domain::access::Membership membership;
  membership.org = org.id;
  membership.role = OrgRole::owner;
  domain::access::Grant grant;
  grant.org = org.id;
  grant.org_slug = org.slug;
  grant.scopes = domain::access::scopes_of(OrgRole::owner, org.settings.role_options());
  if (call.caller->token_scopes) grant.scopes = grant.scopes & *call.caller->token_scopes;
  grant.membership = &membership;
  const Call as_owner{call.request,     call.parameters, call.stores, call.options,
                      call.logger,      call.now,        call.caller, grant,
                      call.transaction, call.identity,   call.address};
  auto shown = organization_detail(as_owner, org, true);
  if (!shown) return unexpected(std::move(shown.error()));
  net::Response response = json_response(*std::move(shown), 201);
  set_tag(response, version_tag(org.version));
  return response;
}

}  // namespace

Answer<net::Response> create_organization(Call& call) {
  const auto& memberships = call.caller->memberships;
  const bool owns_one = std::any_of(memberships.begin(), memberships.end(),
                                    [](const auto& one) { return one.role == OrgRole::owner; });
  if (!owns_one && !call.identity->is_operator)
    return unexpected(forbidden("Only owners create further organizations."));
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  ports::Organization org;
  org.name = fields.required_text("name", kMaxName);
  const auto wanted = read_slug(fields, SlugKind::organization);
  const bool team = fields.flag("defaultTeam").value_or(false);
  if (!fields.ok()) return unexpected(fields.problem());

  const auto orgs = call.meta().organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  if (orgs->size() >= kMaxOrganizations)
    return unexpected(bad_request("There are as many organizations as there may be."));
  const auto is_taken = [&](std::string_view slug) {
    return std::any_of(orgs->begin(), orgs->end(),
                       [&](const ports::Organization& one) { return one.slug == slug; });
  };
  if (wanted && is_taken(*wanted)) return unexpected(slug_taken());
  org.slug = wanted ? *wanted : free_slug(SlugKind::organization, org.name, is_taken);
  org.created = call.now;
  const auto id = call.meta().organizations().create_org(org);
  if (!id) return unexpected(failed(id.error()));
  org.id = *id;
  if (auto filled = fill_organization(call, org, team); !filled) return unexpected(filled.error());
  auto recorded = record_audit(call, {.event = "org.create",
                                      .target = org.id.value,
                                      .data = {{"slug", org.slug}, {"name", org.name}},
                                      .org = org.id});
  if (!recorded) return unexpected(recorded.error());
  return created_response(call, org);
}

Answer<net::Response> update_organization(Call& call) {
  const auto before = read_organization(call);
  if (!before) return unexpected(before.error());
  if (auto same = check_tag(call.request, version_tag(before->version)); !same)
    return unexpected(same.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  check_fixed(fields, *body);
  ports::Organization after = read_changes(fields, call, *body, *before);
  if (!fields.ok()) return unexpected(fields.problem());
  if (after.slug != before->slug) {
    const auto taken = is_slug_taken(call, after.slug);
    if (!taken) return unexpected(taken.error());
    if (*taken) return unexpected(slug_taken());
    call.projects_changed = true;
  }

  const Changes changes = compare(*before, after);
  if (!changes.empty()) {
    const auto updated = call.meta().organizations().update_org(after);
    if (!updated) return unexpected(failed(updated.error()));
    ++after.version;
  }
  auto recorded = record_audit(
      call, {.event = "org.edit", .target = after.id.value, .data = {{"slug", after.slug}}},
      changes);
  if (!recorded) return unexpected(recorded.error());
  auto shown = organization_detail(call, after, call.parameters.text_or("detailed", "1") != "0");
  if (!shown) return unexpected(std::move(shown.error()));
  net::Response response = json_response(*std::move(shown));
  set_tag(response, version_tag(after.version));
  return response;
}

Answer<net::Response> delete_organization(Call& call) {
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  auto shown = organization_detail(call, *org, false);
  if (!shown) return unexpected(std::move(shown.error()));
  auto recorded = record_audit(call, {.event = "org.remove",
                                      .target = org->id.value,
                                      .data = {{"slug", org->slug}, {"name", org->name}}});
  if (!recorded) return unexpected(recorded.error());
  const auto deleted = call.meta().organizations().delete_org(org->id);
  if (!deleted) return unexpected(failed(deleted.error()));
  call.projects_changed = true;
  (*shown)["status"] = {{"id", "pending_deletion"}, {"name", "pending deletion"}};
  return json_response(*std::move(shown), 202);
}

}  // namespace picket::api
