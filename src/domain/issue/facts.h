// Title, culprit, metadata, search text of an issue, from a normalized event.
// Source: shared spec "issues", section 8.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "domain/issue/record.h"

namespace picket::domain {

IssueFacts issue_facts(const boost::json::object& event);

/// Initial priority by level (spec section 9, without a severity score).
Priority initial_priority(Level level) noexcept;

/// "fatal", "error", ...; error for what is unknown.
Level parse_level(std::string_view name) noexcept;
std::string_view to_string(Level level) noexcept;

}  // namespace picket::domain
