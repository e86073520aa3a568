// Filters on groups of events: name(arguments):value. Source: shared spec "search", section 6.
#pragma once

#include <vector>

#include "domain/search/reading.h"

namespace picket::domain::search {

/// A day or a moment without an operator is two: from and to.
Read<std::vector<Aggregate>> read_aggregate(const Reading& reading, const WrittenFilter& written);

/// "count_if(level, equals, error)".
std::string to_text(const Aggregate& aggregate);

}  // namespace picket::domain::search
