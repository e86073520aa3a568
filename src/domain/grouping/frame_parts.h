// The leaves of a frame. Source: shared spec "grouping", sections 7.1 to 7.4. Each function
// returns a component that may be empty; the order and the rules between them are
// frame_component's.
#pragma once

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"
#include "domain/grouping/frame.h"

namespace picket::domain::grouping {

Component filename_part(const Frame& frame, Arena& arena);
Component module_part(const Frame& frame, Arena& arena);
/// Only for frames that has_context_line().
Component context_line_part(const Frame& frame, Arena& arena);
/// `context_line` is null when the frame has no such part.
Component function_part(const Frame& frame, const Component* context_line);

/// Whether the source line is considered at all.
bool has_context_line(const Frame& frame) noexcept;

}  // namespace picket::domain::grouping
