// What all questions of Discover share: which events they are about, and which columns they want.
// Source: shared spec "api", section 12. What it leaves open: docs/decisions/0054.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/discover/column.h"
#include "domain/discover/layout.h"
#include "domain/search/event_values.h"
#include "ports/event_filter.h"
#include "roles/api/call.h"

namespace picket::api {

/// Columns that one question may name.
inline constexpr std::size_t kMaxFields = 20;

/// The events that a question is about.
struct DiscoverScope {
  ports::EventFilter filter;
  Timestamp end;                             ///< Of the range, were it until now.
  domain::search::GroupConditions having{};  ///< Filters on functions.
  std::string dataset{};                     ///< As asked for.
  bool finds_nothing = false;                ///< Whatever the events are.

  Duration range() const noexcept { return end - *filter.start; }
};

/// `query`, `environment`, `dataset` and the range.
Answer<DiscoverScope> read_discover_scope(const Call& call);

/// 400 that says where in the text of `parameter` something is wrong.
Problem text_problem(std::string_view parameter, std::string_view text,
                     const domain::search::SearchError& error);

/// What the event store does not answer: 400 where the question is too big, which another question
/// mends.
Problem unanswered(const Error& error);

/// The texts of a repeated parameter, at most kMaxFields of them.
Answer<std::vector<domain::discover::Column>> read_columns(std::string_view parameter,
                                                           const std::vector<std::string>& texts);
Answer<domain::discover::Layout> lay_out_columns(
    const std::vector<domain::discover::Column>& columns);

}  // namespace picket::api
