// Filters on groups of events: name(arguments):value. Source: shared spec "search", section 6.
#pragma once

#include <vector>

#include "domain/search/reading.h"

namespace picket::domain::search {

/// The function that is called, without a comparison. An error says that there is no such function,
/// or that it takes another number of arguments, at `at`.
Read<Aggregate> read_call(const WrittenFunction& written, const SearchConfig& config, Span at);

/// A day or a moment without an operator is two: from and to.
Read<std::vector<Aggregate>> read_aggregate(const Reading& reading, const WrittenFilter& written);

/// "count_if(level, equals, error)".
std::string to_text(const Aggregate& aggregate);

}  // namespace picket::domain::search
