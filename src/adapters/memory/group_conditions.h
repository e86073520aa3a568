// What a table asks of groups of events (ports::GroupConditions), on rows in memory.
#pragma once

#include <vector>

#include "domain/search/value_matcher.h"
#include "ports/event_tables.h"

namespace picket::adapters {

/// Made ready for many groups. It was checked (ports::check_table).
class GroupMatcher {
 public:
  /// `aggregates`: ports::all_aggregates() of the query.
  GroupMatcher(const ports::GroupConditions& conditions,
               const std::vector<ports::EventAggregate>& aggregates);
  /// `values`: what the aggregates are of one group, in their order.
  bool matches(const ports::TableRow& values) const;

 private:
  struct Condition {
    std::size_t aggregate;
    domain::search::ValueMatcher matcher;
    domain::search::Test test;
    bool negated;

    bool passes(const ports::TableValue& value) const;
  };
  using Part = std::variant<GroupMatcher, Condition>;

  bool any_;
  std::vector<Part> parts_;
};

}  // namespace picket::adapters
