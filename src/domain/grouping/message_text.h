// The text of messages and exception values, without what differs between events.
// Source: shared spec "grouping", section 10, step 1. Placeholders for numbers, ids and the like
// (step 2 and on) are not part of this algorithm version.
#pragma once

#include <string_view>

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"

namespace picket::domain::grouping {

/// The first two lines that are not blank, followed by "..." when that is not the whole text.
std::string_view first_lines(std::string_view text, Arena& arena);

/// The leaf of such a text; empty when nothing is left of it.
Component text_component(ComponentId id, std::string_view text, Arena& arena);

}  // namespace picket::domain::grouping
