#include "roles/api/account_audit.h"

#include "ports/organizations.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_flow.h"

namespace picket::api {

Answer<void> record_account(const Call& call, ports::MetaTx& meta, UserId user,
                            std::string_view event, const boost::json::object& data) {
  const auto memberships = meta.organizations().memberships(user);
  if (!memberships) return unexpected(failed(memberships.error()));
  Call inside = call;
  inside.transaction = &meta;
  for (const ports::Member& member : *memberships) {
    auto recorded = record_audit(inside, {.event = event,
                                          .target = user.value,
                                          .target_user = user,
                                          .data = data,
                                          .org = member.org,
                                          .actor = user});
    if (!recorded) return recorded;
  }
  return {};
}

Answer<void> record_own_account(const Call& call, std::string_view event,
                                const boost::json::object& data) {
  return record_account(call, call.meta(), call.user(), event, data);
}

Answer<void> note_failed_proof(const Call& call, const ports::User& user) {
  const auto may = call.options.auth.may_note_failure(user.id);
  if (!may) return unexpected(may.error());
  if (!*may) return {};
  auto meta = begin_write(call);
  if (!meta) return unexpected(meta.error());
  if (auto recorded = record_account(call, **meta, user.id, "login.failure"); !recorded)
    return recorded;
  return commit(**meta);
}

}  // namespace picket::api
