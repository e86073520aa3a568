// Frameworks that wrap an error in one of their own: which exception the event's title should name.
// Source: shared spec "grouping", section 9.4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "domain/grouping/event.h"

namespace picket::domain::grouping {

/// The exception_id of the wrapped error, never 0; nullopt when no rule applies. `kept` are indexes
/// into `exceptions`, at least two.
std::optional<std::int64_t> override_main_exception(std::span<const Exception> exceptions,
                                                    std::span<const std::size_t> kept) noexcept;

}  // namespace picket::domain::grouping
