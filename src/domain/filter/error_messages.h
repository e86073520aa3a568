// Errors by what they say.
// Source: shared spec "ingest", section 4.4.
#pragma once

#include "domain/filter/event_view.h"
#include "domain/filter/glob_set.h"

namespace picket::domain::filter {

/// Patterns are for what people see as an error's title: the message of the event, and
/// "Type: value" of each exception, or the one of both that it has.
bool has_message(const EventView& event, const GlobSet& patterns);

}  // namespace picket::domain::filter
