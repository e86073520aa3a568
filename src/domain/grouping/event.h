// The event as grouping sees it, read once. Source: shared spec "grouping", sections 5 and 9.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <boost/json.hpp>

#include "domain/grouping/arena.h"
#include "domain/grouping/frame.h"
#include "domain/grouping/stacktrace_reader.h"

namespace picket::domain::grouping {

struct Exception {
  Text type;
  Text value;
  Text module;
  Text mechanism_type;
  Text mechanism_source;
  bool synthetic = false;
  bool is_group = false;
  std::optional<std::int64_t> id;      ///< mechanism.exception_id
  std::optional<std::int64_t> parent;  ///< mechanism.parent_id
  const boost::json::object* ns_error = nullptr;
  /// Without frames: there is none. One without any frame counts as none.
  Stacktrace stacktrace;
};

/// Views; the event outlives it.
struct Event {
  const boost::json::object* json = nullptr;
  std::string_view platform;
  std::span<const Exception> exceptions{};  ///< Payload order: root cause first.
};

/// Reads the exceptions with their frames. Other stack traces are read where they are needed:
/// native events carry one for each of a hundred threads.
Event read_event(const boost::json::object& json, StacktraceReader& stacktraces, Arena& arena);

}  // namespace picket::domain::grouping
