// Who had which dead letters replayed, in the audit logs of the organizations that they are of.
// Source: shared spec "access", section 1.12; docs/decisions/0066.
#pragma once

#include <span>

#include "ports/dead_letters.h"
#include "roles/api/call.h"

namespace picket::api {

/// In a transaction of its own, as the log takes each message by itself before. Those of no project
/// that there is are in the log of the call's organization, else of the first one, whose owners run
/// the server.
Answer<void> record_replays(const Call& call, std::span<const ports::DeadLetter> replayed);

}  // namespace picket::api
