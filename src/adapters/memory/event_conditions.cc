#include "adapters/memory/event_conditions.h"

#include <algorithm>

#include "adapters/memory/event_store_filter.h"
#include "base/utf8.h"
#include "domain/issue/facts.h"
#include "domain/search/event_texts.h"

namespace picket::adapters {

using domain::EventRow;
using domain::search::EventField;

EventConditions::EventConditions(const domain::search::EventGroup& conditions)
    : any_(conditions.any) {
  for (const domain::search::EventExpression& part : conditions.parts) {
    if (const auto* const group = std::get_if<domain::search::EventGroup>(&part.node)) {
      parts_.emplace_back(std::in_place_type<EventConditions>, *group);
    } else {
      parts_.emplace_back(std::in_place_type<Condition>,
                          std::get<domain::search::EventCondition>(part.node));
    }
  }
}

bool EventConditions::hold(const EventRow& row, IssueId issue) const {
  const auto holds = [&row, issue](const Part& part) {
    if (const auto* const group = std::get_if<EventConditions>(&part))
      return group->hold(row, issue);
    return std::get<Condition>(part).holds(row, issue);
  };
  return any_ ? std::any_of(parts_.begin(), parts_.end(), holds)
              : std::all_of(parts_.begin(), parts_.end(), holds);
}

EventConditions::Condition::Condition(const domain::search::EventCondition& condition)
    : field(condition.field),
      tag(to_valid_utf8(condition.tag)),
      test(condition.test),
      negated(condition.negated) {}

bool EventConditions::Condition::holds(const EventRow& row, IssueId issue) const {
  return passes(row, issue) != negated;
}

bool EventConditions::Condition::passes(const EventRow& row, IssueId issue) const {
  const auto text_passes = [this](const std::string& text) {
    return !text.empty() && test.text(text);
  };
  if (const auto text = domain::search::text_of(field); text != nullptr) {
    return text_passes(row.*text);
  }
  if (field == EventField::text) return text_passes(row.title) || text_passes(row.message);
  if (field == EventField::id) return test.text(row.event_id.to_hex());
  if (field == EventField::timestamp) return test.time(row.timestamp);
  if (field == EventField::project) return test.number(row.project.value);
  if (field == EventField::issue) return test.number(issue.value);
  if (field == EventField::level) return test.text(domain::to_string(row.level));
  if (field == EventField::handled) return test.truth(row.handled);
  if (field != EventField::tag) return false;  // For the caller to replace.
  const std::string* const value = find_tag(row, tag);
  return value != nullptr && text_passes(*value);
}

}  // namespace picket::adapters
