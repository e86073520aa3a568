// EventFilter on rows in memory.
#pragma once

#include <string>
#include <string_view>

#include "adapters/memory/event_conditions.h"
#include "ports/event_filter.h"

namespace picket::adapters {

/// A text as the port promises it, looked for in any case.
class TextCondition {
 public:
  explicit TextCondition(std::string_view text);
  /// True for the empty condition.
  bool in(std::string_view text) const;

 private:
  std::string lower_;
};

/// A filter made ready for many rows.
class EventMatcher {
 public:
  explicit EventMatcher(ports::EventFilter filter);
  /// `issue`: where the row belongs after overrides.
  bool matches(const domain::EventRow& row, IssueId issue) const;

 private:
  ports::EventFilter filter_;  ///< Its texts made valid as stored text is.
  TextCondition text_;
  EventConditions where_;
};

/// The value of a tag, or null.
const std::string* find_tag(const domain::EventRow& row, std::string_view key) noexcept;

}  // namespace picket::adapters
