// One frame as a component. Source: shared spec "grouping", section 7.
#pragma once

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"
#include "domain/grouping/frame.h"

namespace picket::domain::grouping {

/// Independent of the variant: module, filename, function and, where considered, context line.
Component frame_component(const Frame& frame, Arena& arena);

}  // namespace picket::domain::grouping
