// Fault points: named places where a crash test kills the process, stops it or makes a step fail.
//
// Compiled into every build, so that the program under test is the program that ships; a point
// costs one relaxed load while nothing is armed. Armed once at start by arm_fault_points() from the
// text of PICKET_FAULT:
//     NAME=ACTION[@N][,...]   ACTION: kill (SIGKILL), abort, fail: once, at the N-th passage;
//                             stall: every thread that passes from then on stands still for good
//                             N: default 1
// e.g. PICKET_FAULT="consumer.after_blobs=kill@3".
#pragma once

#include <atomic>
#include <string_view>

namespace picket {

/// False when the text does not parse; nothing is armed then. Call before threads start.
[[nodiscard]] bool arm_fault_points(std::string_view spec);

namespace detail {
extern std::atomic<bool> fault_points_armed;
/// True when an armed `fail` fires here; kill, abort and stall do not return.
bool pass_fault_point(std::string_view name) noexcept;
}  // namespace detail

/// True when the caller should behave as if its step had failed.
inline bool fault_point(std::string_view name) noexcept {
  return detail::fault_points_armed.load(std::memory_order_relaxed) &&
         detail::pass_fault_point(name);
}

}  // namespace picket
