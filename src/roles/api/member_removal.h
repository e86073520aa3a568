// What goes with somebody who leaves an organization.
#pragma once

#include "ports/organizations.h"
#include "roles/api/call.h"

namespace picket::api {

/// Ends the membership or invitation, and the open invitations that its user made: nobody can
/// answer for those. Writes the audit log. Whether it may end is the caller's to ask.
Answer<void> end_membership(const Call& call, const ports::Member& member);

}  // namespace picket::api
