#include "roles/api/member_removal.h"

#include "roles/api/audit_record.h"

namespace picket::api {
namespace {

/// Of somebody who leaves, nobody can answer for the invitations that are still open.
Answer<std::int64_t> remove_open_invitations(const Call& call, OrgId org, UserId inviter) {
  if (!inviter) return 0;
  std::int64_t removed = 0;
  for (;;) {
    ports::MemberQuery query;
    query.org = org;
    query.invited = true;
    query.inviter = inviter;
    const auto open = call.meta().organizations().list_members(query);
    if (!open) return unexpected(failed(open.error()));
    if (open->empty()) return removed;
    for (const ports::Member& invitation : *open) {
      const auto done = call.meta().organizations().remove_member(invitation.id);
      if (!done) return unexpected(failed(done.error()));
      ++removed;
    }
  }
}

}  // namespace

Answer<void> end_membership(const Call& call, const ports::Member& member) {
  const auto removed = call.meta().organizations().remove_member(member.id);
  if (!removed) return unexpected(failed(removed.error()));
  const auto invitations = remove_open_invitations(call, member.org, member.user);
  if (!invitations) return unexpected(invitations.error());
  return record_audit(call, {.event = "member.remove",
                             .target = member.id.value,
                             .target_user = member.user,
                             .data = {{"email", member.email},
                                      {"role", domain::access::to_string(member.role)},
                                      {"openInvitations", *invitations}},
                             .org = member.org});
}

}  // namespace picket::api
