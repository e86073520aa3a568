// The stack traces of one event, with what rules say about their frames.
// Source: shared spec "grouping", sections 5.5 and 13.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/grouping/arena.h"
#include "domain/grouping/frame.h"
#include "domain/grouping/settings.h"
#include "domain/stack_rules/apply.h"

namespace picket::domain::grouping {

/// Views into the event, the arena and the settings' rules.
struct Stacktrace {
  const boost::json::object* json = nullptr;
  std::span<const Frame> frames{};
  stack_rules::StacktraceMarks marks{};
};

/// One run. The event, the settings and the arena outlive it.
class StacktraceReader {
 public:
  StacktraceReader(const boost::json::object& event, const GroupingSettings& settings,
                   Arena& arena);

  /// Of the event; "other" when it has none.
  std::string_view platform() const noexcept { return platform_; }

  /// A stack trace that is no exception's: read once, then remembered.
  Stacktrace read(const boost::json::object& stacktrace);
  /// An exception's. Remembered too, in the order of reading.
  Stacktrace read(const boost::json::object& stacktrace,
                  const stack_rules::ExceptionFacts& exception);
  std::span<const Stacktrace> of_exceptions() const noexcept { return of_exceptions_; }

 private:
  Stacktrace make(const boost::json::object& stacktrace,
                  const stack_rules::ExceptionFacts& exception);

  std::string_view platform_;
  const GroupingSettings& settings_;
  Arena& arena_;
  std::vector<Stacktrace> of_exceptions_;
  std::vector<Stacktrace> others_;
};

}  // namespace picket::domain::grouping
