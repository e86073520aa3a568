// Where an event comes from: an item's JSON, a browser's report, or what lies beside a crash dump.
// Source: shared spec "ingest", sections 1.10, 2.5 and 3.0.
#pragma once

#include "roles/relay/event_stages.h"

namespace picket::relay {

/// The event of a group, made in the arena. Files and fields that became part of it leave the
/// group.
Result<boost::json::object, Drop> read_source(EventWork& work);

}  // namespace picket::relay
