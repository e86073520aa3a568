// One exception as components. Source: shared spec "grouping", section 9.1.
#pragma once

#include <cstdint>

#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

/// Whether the value of an exception is written out where its stack trace takes precedence: the
/// placeholders of a long value take longer than the stack trace.
enum class Values : std::uint8_t { where_they_count, all };

/// Variant app always, system when there is a stack trace.
ByVariant exception_components(const Exception& exception, const Config& config, Values values,
                               Arena& arena);

}  // namespace picket::domain::grouping
