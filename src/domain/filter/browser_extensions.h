// Errors of browser extensions, of toolbars and of what providers put into pages.
// Source: shared spec "ingest", section 4.5 (relay's lists).
#pragma once

#include "domain/filter/event_view.h"

namespace picket::domain::filter {

/// By the first exception: its value, or where its newest frame that has a name is from.
bool is_from_browser_extension(const EventView& event);

}  // namespace picket::domain::filter
