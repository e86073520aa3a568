// Addresses of one's own: users/me/emails/. Source: shared spec "api", section 2.
#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "domain/account/email.h"
#include "ports/emails.h"
#include "ports/organizations.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace account = domain::account;

/// Of one user; Sentry has no limit, and nobody more than a few.
constexpr std::size_t kMaxEmails = 10;

std::string folded(std::string_view email) {
  std::string lowered;
  unicode::append_lower(email, lowered);
  return lowered;
}

json::object shown(std::string_view email, bool primary, bool verified) {
  return {{"email", email}, {"isPrimary", primary}, {"isVerified", verified}};
}

Answer<std::vector<ports::UserEmail>> further(const Call& call) {
  auto emails = call.meta().users().emails().list(call.user());
  if (!emails) return unexpected(failed(emails.error()));
  return *std::move(emails);
}

/// Field `email`.
Answer<std::string> read_address(const Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const std::string typed = fields.required_text("email", account::kMaxEmail);
  if (!fields.ok()) return unexpected(fields.problem());
  auto email = account::read_email(typed, account::kMaxEmail);
  if (!email) return unexpected(invalid_field("email", account::sentence(email.error())));
  return *std::move(email);
}

/// Null: the user has no such further address.
const ports::UserEmail* find_own(const std::vector<ports::UserEmail>& emails,
                                 std::string_view email) {
  const std::string wanted = folded(email);
  const auto found = std::find_if(emails.begin(), emails.end(), [&](const ports::UserEmail& one) {
    return folded(one.email) == wanted;
  });
  return found == emails.end() ? nullptr : &*found;
}

Answer<bool> is_primary(const Call& call, std::string_view email) {
  const auto holder = call.meta().users().find_user(email);
  if (!holder) return unexpected(failed(holder.error()));
  return *holder && (*holder)->id == call.user();
}

/// Memberships show the address. In an organization that has an invitation of that address open,
/// the invitation has to go first: it may have been meant for somebody else.
Answer<void> move_memberships(const Call& call, const std::string& email) {
  auto& organizations = call.meta().organizations();
  const auto memberships = organizations.memberships(call.user());
  if (!memberships) return unexpected(failed(memberships.error()));
  for (ports::Member member : *memberships) {
    ports::MemberQuery query;
    query.org = member.org;
    query.email = email;
    const auto same = organizations.list_members(query);
    if (!same) return unexpected(failed(same.error()));
    const bool taken = std::any_of(same->begin(), same->end(), [&](const ports::Member& other) {
      return other.id != member.id;
    });
    if (taken) {
      return unexpected(invalid_field(
          "email", "This address is invited to one of your organizations: end that first."));
    }
    member.email = email;
    const auto updated = organizations.update_member(member);
    if (!updated) return unexpected(failed(updated.error()));
  }
  return {};
}

}  // namespace

Answer<net::Response> list_emails(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const ports::User& user = *call.identity->user;
  const auto emails = further(call);
  if (!emails) return unexpected(emails.error());
  json::array list{shown(user.email, true, user.email_verified)};
  for (const ports::UserEmail& one : *emails) list.push_back(shown(one.email, false, one.verified));
  return json_response(std::move(list));
}

Answer<net::Response> add_email(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto email = read_address(call);
  if (!email) return unexpected(email.error());
  const auto primary = is_primary(call, *email);
  if (!primary) return unexpected(primary.error());
  const auto emails = further(call);
  if (!emails) return unexpected(emails.error());
  if (*primary || find_own(*emails, *email) != nullptr)
    return unexpected(conflict("You have this address already."));
  if (emails->size() >= kMaxEmails)
    return unexpected(bad_request("There are as many addresses as there may be."));
  const auto added = call.meta().users().emails().add(call.user(), *email);
  if (!added) return unexpected(failed(added.error()));
  if (auto recorded = record_own_account(call, "account.email", {{"added", *email}}); !recorded)
    return unexpected(recorded.error());
  return json_response(shown(*email, false, false), 201);
}

Answer<net::Response> set_primary_email(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto email = read_address(call);
  if (!email) return unexpected(email.error());
  const auto holder = call.meta().users().find_user(*email);
  if (!holder) return unexpected(failed(holder.error()));
  const ports::User& user = *call.identity->user;
  if (*holder && (*holder)->id == user.id)
    return json_response(shown(user.email, true, user.email_verified));
  const auto emails = further(call);
  if (!emails) return unexpected(emails.error());
  const auto mine = find_own(*emails, *email);
  if (mine == nullptr)
    return unexpected(invalid_field("email", "Add this address before you sign in by it."));
  if (*holder) return unexpected(invalid_field("email", "Somebody else signs in by this address."));
  if (auto moved = move_memberships(call, mine->email); !moved) return unexpected(moved.error());
  const auto set = call.meta().users().emails().make_primary(user.id, mine->email);
  if (!set) return unexpected(failed(set.error()));
  auto recorded = record_own_account(
      call, "account.email",
      {{"changed", {{"email", {{"before", user.email}, {"after", mine->email}}}}}});
  if (!recorded) return unexpected(recorded.error());
  return json_response(shown(mine->email, true, mine->verified));
}

Answer<net::Response> remove_email(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto email = read_address(call);
  if (!email) return unexpected(email.error());
  const auto primary = is_primary(call, *email);
  if (!primary) return unexpected(primary.error());
  if (*primary) return unexpected(invalid_field("email", "You sign in by this address."));
  const auto removed = call.meta().users().emails().remove(call.user(), *email);
  if (!removed) return unexpected(failed(removed.error()));
  if (!*removed) return unexpected(not_found());
  if (auto recorded = record_own_account(call, "account.email", {{"removed", *email}}); !recorded)
    return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
