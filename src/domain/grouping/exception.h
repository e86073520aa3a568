// One exception as components. Source: shared spec "grouping", section 9.1.
#pragma once

#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

/// Variant app always, system when there is a stack trace.
ByVariant exception_components(const Exception& exception, const Config& config, Arena& arena);

}  // namespace picket::domain::grouping
