// The stack traces of one event, with what rules say about their frames.
// Source: shared spec "grouping", sections 5.5 and 13.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/grouping/arena.h"
#include "domain/grouping/frame.h"
#include "domain/grouping/settings.h"
#include "domain/stack_rules/apply.h"

namespace picket::domain::grouping {

class KnownStack;
class StackMemo;
struct StacktraceComponents;

/// Views into the event, the arena, the memo and the settings' rules.
struct Stacktrace {
  const boost::json::object* json = nullptr;
  std::span<const Frame> frames{};
  stack_rules::StacktraceMarks marks{};
  const StacktraceComponents* components = nullptr;  ///< Where they are known already.
};

/// One run. The event, the settings, the arena and the memo outlive it.
class StacktraceReader {
 public:
  /// Without a memo, every stack trace is new.
  StacktraceReader(const boost::json::object& event, const GroupingSettings& settings, Arena& arena,
                   StackMemo* memo = nullptr);

  /// Of the event; "other" when it has none.
  std::string_view platform() const noexcept { return platform_; }

  /// A stack trace that is no exception's: read once, then remembered.
  Stacktrace read(const boost::json::object& stacktrace);
  /// An exception's. Remembered too, in the order of reading.
  Stacktrace read(const boost::json::object& stacktrace,
                  const stack_rules::ExceptionFacts& exception);
  std::span<const Stacktrace> of_exceptions() const noexcept { return of_exceptions_; }
  /// How many stack traces the memo knew, and how many it did not.
  std::uint32_t known_stacks() const noexcept { return known_; }
  std::uint32_t new_stacks() const noexcept { return new_; }

 private:
  Stacktrace make(const boost::json::object& stacktrace,
                  const stack_rules::ExceptionFacts& exception);
  Stacktrace ask_rules(const boost::json::object& stacktrace, std::span<Frame> frames,
                       const stack_rules::ExceptionFacts& exception);
  /// The same, and a copy of it that outlives the event.
  std::shared_ptr<const KnownStack> make_known(const boost::json::object& stacktrace,
                                               std::span<Frame> frames,
                                               const stack_rules::ExceptionFacts& exception);
  Stacktrace from_known(const boost::json::object& stacktrace, std::span<Frame> frames,
                        std::shared_ptr<const KnownStack> known);

  std::string_view platform_;
  const GroupingSettings& settings_;
  Arena& arena_;
  StackMemo* memo_;
  std::string key_;  ///< For the memo.
  std::uint32_t known_ = 0;
  std::uint32_t new_ = 0;
  std::vector<std::shared_ptr<const KnownStack>> in_use_;  ///< The memo may forget them meanwhile.
  std::vector<Stacktrace> of_exceptions_;
  std::vector<Stacktrace> others_;
};

}  // namespace picket::domain::grouping
