#include "domain/search/plan.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "domain/search/fields.h"
#include "domain/search/filter_test_of.h"
#include "domain/search/print.h"
#include "domain/search/write.h"

namespace picket::domain::search {
namespace {

SearchError not_supported(const Filter& filter) {
  return {fmt::format("Filter '{}' is not supported yet", quoted_in_error(write_query(filter))),
          filter.at};
}

/// is:assigned and is:unassigned are questions for the assignee.
std::optional<IssueCondition> condition_of_flag(const Filter& filter) {
  if (filter.key.name != "unassigned") return std::nullopt;
  IssueCondition condition{IssueField::assignee, PeopleTest{{Actor()}}, false};
  condition.negated = !std::get<bool>(filter.values.front());
  return condition;
}

/// Where they came back is kept in a story, in which only beginnings are found.
bool can_be_told(const Test& test) {
  const auto* const texts = std::get_if<TextTest>(&test);
  const auto* const releases = std::get_if<ReleaseTest>(&test);
  const std::vector<TextPattern>* const any_of = texts != nullptr      ? &texts->any_of
                                                 : releases != nullptr ? &releases->any_of
                                                                       : nullptr;
  return any_of == nullptr ||
         std::all_of(any_of->begin(), any_of->end(), [](const TextPattern& pattern) {
           return pattern.is_exact() || pattern.shape() == PatternShape::any ||
                  pattern.shape() == PatternShape::prefix;
         });
}

/// nullopt: issues do not answer for it.
std::optional<IssueCondition> issue_condition(const Filter& filter) {
  if (filter.key.scope != KeyScope::field || filter.key.any_element) return std::nullopt;
  if (filter.key.type == ValueType::flag) return condition_of_flag(filter);
  const IssueColumn* const column = find_issue_column(filter.key.name);
  if (column == nullptr) return std::nullopt;
  auto test = test_of(filter, column->mapping, {});
  if (!test) return std::nullopt;
  if (column->field == IssueField::regressed_in && !can_be_told(test->test)) return std::nullopt;
  return IssueCondition{column->field, std::move(test->test), test->negated};
}

/// nullopt: it is another question. Whether there is anybody is one for nobody.
std::optional<SuggestionCondition> suggestion_condition(const Filter& filter) {
  if (filter.key.name != "assigned_or_suggested" || filter.key.scope != KeyScope::field ||
      filter.key.any_element) {
    return std::nullopt;
  }
  auto test = test_of(filter, Mapping::same, {});
  if (!test) return std::nullopt;
  if (auto* const people = std::get_if<PeopleTest>(&test->test)) {
    return SuggestionCondition{std::move(*people), test->negated};
  }
  if (!std::holds_alternative<PresenceTest>(test->test)) return std::nullopt;
  return SuggestionCondition{PeopleTest{{Actor()}}, !test->negated};
}

/// A key that is in no table is a tag; one that is needs a column.
std::optional<EventCondition> event_condition(const Filter& filter, const SearchConfig& config) {
  if (filter.key.scope == KeyScope::flag || filter.key.any_element) return std::nullopt;
  const bool is_tag =
      filter.key.scope == KeyScope::tag ||
      (config.find(filter.key.name) == nullptr && filter.key.type == ValueType::text);
  const EventColumn* const column = is_tag ? nullptr : find_event_column(filter.key.name);
  if (!is_tag && column == nullptr) return std::nullopt;
  auto test = column == nullptr ? test_of(filter, Mapping::same, {})
                                : test_of(filter, column->mapping, column->prefix);
  if (!test) return std::nullopt;
  EventCondition condition{EventField::tag, {}, std::move(test->test), test->negated};
  if (column != nullptr) condition.field = column->field;
  if (condition.field == EventField::tag) {
    condition.tag = column == nullptr ? filter.key.name : std::string(column->tag);
  }
  return condition;
}

Result<EventGroup, SearchError> event_group(const Group& group, const SearchConfig& config) {
  EventGroup planned;
  planned.any = group.any;
  for (const Expression& part : group.parts) {
    if (const auto* const inner = std::get_if<Group>(&part.node)) {
      auto nested = event_group(*inner, config);
      if (!nested) return unexpected(std::move(nested.error()));
      planned.parts.push_back({*std::move(nested)});
      continue;
    }
    const Filter& filter = std::get<Filter>(part.node);
    auto condition = event_condition(filter, config);
    if (!condition) return unexpected(not_supported(filter));
    planned.parts.push_back({*std::move(condition)});
  }
  return planned;
}

bool has_aggregates(const Expression& expression) {
  if (const auto* const group = std::get_if<Group>(&expression.node)) {
    return std::any_of(group->parts.begin(), group->parts.end(), has_aggregates);
  }
  return std::holds_alternative<Aggregate>(expression.node);
}

bool has_filters(const Expression& expression) {
  if (const auto* const group = std::get_if<Group>(&expression.node)) {
    return std::any_of(group->parts.begin(), group->parts.end(), has_filters);
  }
  return std::holds_alternative<Filter>(expression.node);
}

/// Filters to one side, functions to the other. A part that has both is an AND of them (the parser
/// refuses an OR), so its parts are divided, too.
void divide(const Group& all, Group& filters, Group& functions) {
  for (const Expression& part : all.parts) {
    if (!has_aggregates(part)) {
      filters.parts.push_back(part);
    } else if (!has_filters(part)) {
      functions.parts.push_back(part);
    } else {
      divide(std::get<Group>(part.node), filters, functions);
    }
  }
}

std::string explain(std::string_view name, const Group& group, bool has_connectives) {
  if (group.parts.empty()) return {};
  return fmt::format("{}: {}", name, print(Search{group, has_connectives}));
}

std::string joined(std::string a, const std::string& b) {
  if (!a.empty() && !b.empty()) a += "; ";
  return a + b;
}

Result<Plan, SearchError> plan_issues(const Search& search, const SearchConfig& config) {
  Plan plan;
  Group of_issues;
  Group of_events;
  for (const Expression& part : search.root.parts) {
    const auto* const filter = std::get_if<Filter>(&part.node);
    auto condition = filter != nullptr ? issue_condition(*filter) : std::nullopt;
    auto suggestion = filter != nullptr ? suggestion_condition(*filter) : std::nullopt;
    (condition || suggestion ? of_issues : of_events).parts.push_back(part);
    if (condition) plan.issues.push_back(*std::move(condition));
    if (suggestion) plan.suggestions.push_back(*std::move(suggestion));
  }
  auto events = event_group(of_events, config);
  if (!events) return unexpected(std::move(events.error()));
  plan.events = *std::move(events);
  plan.explanation = joined(explain("issues", of_issues, search.has_connectives),
                            explain("events", of_events, search.has_connectives));
  return plan;
}

}  // namespace

Result<Plan, SearchError> plan_search(const Search& search, const SearchConfig& config) {
  if (config.is_issue_search) return plan_issues(search, config);
  Plan plan;
  Group filters;
  divide(search.root, filters, plan.groups);
  auto events = event_group(filters, config);
  if (!events) return unexpected(std::move(events.error()));
  plan.events = *std::move(events);
  plan.explanation = joined(explain("events", filters, search.has_connectives),
                            explain("groups", plan.groups, search.has_connectives));
  return plan;
}

}  // namespace picket::domain::search
