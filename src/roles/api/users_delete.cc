// DELETE users/me/: the end of an account. Source: shared spec "api", section 2.
#include <algorithm>
#include <utility>

#include "ports/organizations.h"
#include "roles/api/account_audit.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/member_json.h"
#include "roles/api/member_removal.h"
#include "roles/api/session.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

/// Far more than anybody owns.
constexpr std::size_t kMaxNamed = 100;

/// What becomes of one membership.
struct Place {
  ports::Member member;
  ports::Organization org;
  bool only_owner = false;
  bool named = false;  ///< The organization shall go along.
};

Answer<std::vector<Place>> read_places(const Call& call, const std::vector<std::string>& named) {
  const auto memberships = call.meta().organizations().memberships(call.user());
  if (!memberships) return unexpected(failed(memberships.error()));
  std::vector<Place> places;
  for (const ports::Member& member : *memberships) {
    const auto org = call.meta().organizations().get_org(member.org);
    if (!org) return unexpected(failed(org.error()));
    if (!*org) continue;
    const auto only = is_only_owner(call, member);
    if (!only) return unexpected(only.error());
    const bool is_named = std::find(named.begin(), named.end(), (*org)->slug) != named.end();
    places.push_back({member, **org, *only, is_named});
  }
  return places;
}

/// Sentry deletes what has no other owner without asking. Here it must be named, and what has
/// another owner cannot be.
Answer<void> check_named(const std::vector<Place>& places, const std::vector<std::string>& named) {
  for (const std::string& slug : named) {
    const bool own = std::any_of(places.begin(), places.end(), [&](const Place& place) {
      return place.org.slug == slug && place.only_owner;
    });
    if (!own)
      return unexpected(invalid_field("organizations", "You are not the only owner of " + slug));
  }
  for (const Place& place : places) {
    if (!place.only_owner || place.named) continue;
    return unexpected(
        invalid_field("organizations", "You are the only owner of " + place.org.slug +
                                           ": make somebody else one, or name it to delete it."));
  }
  return {};
}

Answer<void> delete_along(const Call& call, const ports::Organization& org) {
  auto recorded = record_audit(call, {.event = "org.remove",
                                      .target = org.id.value,
                                      .data = {{"slug", org.slug}, {"name", org.name}},
                                      .org = org.id});
  if (!recorded) return recorded;
  const auto deleted = call.meta().organizations().delete_org(org.id);
  if (!deleted) return unexpected(failed(deleted.error()));
  return {};
}

}  // namespace

Answer<net::Response> delete_user(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const auto named = fields.texts("organizations", kMaxNamed).value_or(std::vector<std::string>());
  if (!fields.ok()) return unexpected(fields.problem());
  const auto places = read_places(call, named);
  if (!places) return unexpected(places.error());
  if (auto checked = check_named(*places, named); !checked) return unexpected(checked.error());

  if (auto recorded = record_own_account(call, "account.remove"); !recorded)
    return unexpected(recorded.error());
  for (const Place& place : *places) {
    call.projects_changed = call.projects_changed || place.named;
    auto done = place.named ? delete_along(call, place.org) : end_membership(call, place.member);
    if (!done) return unexpected(done.error());
  }
  const auto erased = call.meta().users().erase_user(call.user());
  if (!erased) return unexpected(failed(erased.error()));
  net::Response response = empty_response();
  clear_session_cookies(call.options.url, response);
  return response;
}

}  // namespace picket::api
