// The text of messages and exception values, without what differs between events.
// Source: shared spec "grouping", section 10. Placeholders are `parameterize`'s.
#pragma once

#include <string_view>

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"

namespace picket::domain::grouping {

/// The first two lines that are not blank, followed by "..." when that is not the whole text.
std::string_view first_lines(std::string_view text, Arena& arena);

/// With placeholders for what differs between events of one problem.
std::string_view without_specifics(std::string_view text, Arena& arena);

/// The leaf of a text of which both are done; empty when nothing is left of it.
Component text_component(ComponentId id, std::string_view text, Arena& arena);

}  // namespace picket::domain::grouping
