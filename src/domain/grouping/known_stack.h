// A stack trace that was grouped, kept beyond its event: what rules say about its frames, and its
// components. And the text by which it is known again.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "domain/grouping/component.h"
#include "domain/grouping/frame.h"
#include "domain/grouping/settings.h"
#include "domain/grouping/stacktrace.h"
#include "domain/stack_rules/apply.h"

namespace picket::domain::grouping {

/// Owns every text but those of the settings that it was grouped by: it is void without them.
/// Immutable.
class KnownStack {
 public:
  KnownStack(std::span<const stack_rules::FrameMarks> marks,
             const stack_rules::StacktraceMarks& whole, const StacktraceComponents& components);
  KnownStack(const KnownStack&) = delete;
  KnownStack& operator=(const KnownStack&) = delete;

  std::span<const stack_rules::FrameMarks> marks() const noexcept { return marks_; }
  const stack_rules::StacktraceMarks& whole() const noexcept { return whole_; }
  const StacktraceComponents& components() const noexcept { return components_; }
  std::size_t bytes() const noexcept;

 private:
  std::vector<stack_rules::FrameMarks> marks_;
  stack_rules::StacktraceMarks whole_;
  std::string texts_;
  std::vector<Component> nodes_;  ///< All below the two roots.
  StacktraceComponents components_;
};

/// Appends everything that marks and components of a stack trace depend on: two stack traces with
/// the same key have the same. Of an exception only what rules of the settings ask for, and of line
/// numbers only whether a frame repeats the one before.
void append_stack_key(std::span<const Frame> frames, const stack_rules::ExceptionFacts& exception,
                      const GroupingSettings& settings, std::string& out);

}  // namespace picket::domain::grouping
