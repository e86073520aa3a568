// What a search asks of events, on rows in memory.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/event/row.h"
#include "domain/search/condition.h"
#include "domain/search/value_matcher.h"

namespace picket::adapters {

/// Conditions made ready for many rows. They were checked (ports::check_conditions).
class EventConditions {
 public:
  explicit EventConditions(const domain::search::EventGroup& conditions);
  /// `issue`: where the row belongs after overrides.
  bool hold(const domain::EventRow& row, IssueId issue) const;

 private:
  struct Condition {
    explicit Condition(const domain::search::EventCondition& condition);
    bool holds(const domain::EventRow& row, IssueId issue) const;
    bool passes(const domain::EventRow& row, IssueId issue) const;

    domain::search::EventField field;
    std::string tag;
    domain::search::ValueMatcher test;
    bool negated;
  };
  using Part = std::variant<EventConditions, Condition>;

  bool any_;
  std::vector<Part> parts_;
};

}  // namespace picket::adapters
