// Frames as grouping sees them: read from the event's JSON, with the repairs that come before any
// rule. Source: shared spec "grouping", section 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <boost/json.hpp>

#include "domain/grouping/arena.h"
#include "domain/grouping/config.h"
#include "domain/grouping/platform.h"
#include "domain/stack_rules/apply.h"

namespace picket::domain::grouping {

using Text = std::optional<std::string_view>;  ///< Absent, null and of another type are the same.

/// Views into the event or the arena.
struct Frame {
  Text abs_path;
  Text filename;
  Text module;
  Text package;
  Text function;      ///< Trimmed.
  Text raw_function;  ///< As sent, when trimming changed it.
  Text context_line;
  Text category;              ///< data.category as sent; none when a rule has set it.
  bool was_marked = false;    ///< Rules were asked about this frame before.
  std::string_view platform;  ///< The frame's own, or else the event's.
  Family family = Family::other;
  std::optional<bool> client_in_app;  ///< What the SDK said.
  bool in_app = false;
  /// What rules say; null before they were asked.
  const stack_rules::FrameMarks* marks = nullptr;
  bool source_mapped = false;
  std::optional<std::int64_t> lineno;
  std::optional<std::int64_t> colno;
  std::size_t entry = 0;  ///< Place in the list of frames as sent.
};

/// A stack trace longer than this keeps its first kOldestFrames and its last frames: the cut that
/// normalization makes, so that an event it did not see gets the same hash.
inline constexpr std::size_t kMostFrames = 250;
inline constexpr std::size_t kOldestFrames = 50;

/// Of two frames, one after the other: the same place in the code.
bool is_recursion(const Frame& frame, const Frame& previous) noexcept;

/// The frames of a stack trace in payload order (callers first); entries that are no objects are
/// left out. Empty for a stack trace without a list of frames.
std::span<Frame> read_frames(const boost::json::object& stacktrace, std::string_view event_platform,
                             const Config& config, Arena& arena);

}  // namespace picket::domain::grouping
