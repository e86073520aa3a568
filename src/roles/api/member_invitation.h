// The secret of an invitation's link.
#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "ports/organizations.h"

namespace picket::api {

/// As in Sentry.
inline constexpr std::chrono::days kInvitationLife{30};

/// Puts a new secret into the invitation, whose older links end, and answers with it: what is kept
/// is its digest.
std::string renew_invitation(ports::Member& member, Timestamp now);

}  // namespace picket::api
