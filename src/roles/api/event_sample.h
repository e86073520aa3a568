// The newest events of a project, read to see what a draft of settings would do to them: within a
// bound of time and number, and saying how far it got.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include <boost/json.hpp>

#include "base/clock.h"
#include "roles/api/call.h"
#include "roles/api/event_loading.h"

namespace picket::api {

struct SampleBounds {
  Duration window = std::chrono::hours(24);
  std::size_t events = 2'000;
  /// Of reading and of what the visitor does: a page waits for it, and so does a thread.
  std::chrono::milliseconds time{2'000};
};

/// How much was looked at.
struct Sample {
  std::int64_t stored = 0;            ///< Events of the window that are there.
  std::int64_t examined = 0;          ///< Given to the visitor.
  std::int64_t unreadable = 0;        ///< Passed over: the whole event expired or is damaged.
  std::optional<Timestamp> oldest{};  ///< Of those examined or passed over.
  bool complete = false;              ///< There are no others in the window.
};

/// Newest first; the visitor may keep nothing of what it is given.
Answer<Sample> visit_recent_events(const Call& call, ProjectId project, const SampleBounds& bounds,
                                   const std::function<void(const LoadedEvent&)>& visit);

/// As answers show it.
boost::json::object sample_json(const Sample& sample);

}  // namespace picket::api
