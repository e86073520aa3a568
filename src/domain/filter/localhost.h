// Events of somebody's own machine.
// Source: shared spec "ingest", section 4.4; the headers as relay looks at them since 2024
// (docs/decisions/0032).
#pragma once

#include "domain/filter/event_view.h"

namespace picket::domain::filter {

/// By the user's address, by the host in the URL or in the request's headers, or as a page that was
/// opened from a file.
bool is_from_localhost(const EventView& event);

}  // namespace picket::domain::filter
