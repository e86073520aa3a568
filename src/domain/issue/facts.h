// Title, culprit, metadata, search text of an issue, from a normalized event.
// Source: shared spec "issues", section 8.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/json.hpp>

#include "domain/issue/record.h"

namespace picket::domain {

/// `main_exception_id` is what grouping found out about the event (Grouping): the title speaks of
/// that exception. `custom_title` too: not empty, it is the title whatever the event says.
IssueFacts issue_facts(const boost::json::object& event,
                       std::optional<std::int64_t> main_exception_id,
                       std::string_view custom_title = {});

/// Initial priority by level (spec section 9, without a severity score).
Priority initial_priority(Level level) noexcept;

/// "fatal", "error", ...; error for what is unknown.
Level parse_level(std::string_view name) noexcept;
std::string_view to_string(Level level) noexcept;

}  // namespace picket::domain
