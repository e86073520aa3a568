// What a search asks of events, as SQL: EventGroup on a Selection. Every value is bound.
#pragma once

#include <string>

#include "adapters/events_duckdb/selection.h"
#include "domain/search/condition.h"

namespace picket::adapters::duck {

/// A condition over the selection's FROM, true or not (also NULL) for each row, as
/// domain/search/value_matcher.h says. The group was checked (ports::check_conditions). Conditions
/// on issues need a selection that joins the overrides.
std::string conditions(Selection& selection, const domain::search::EventGroup& group);

/// True where a text, NULL when there is none, passes the test.
std::string text_passes(Selection& selection, const std::string& text,
                        const domain::search::Test& test);

/// Whether some condition is on the issue that rows belong to.
bool asks_for_issues(const domain::search::EventGroup& group);

}  // namespace picket::adapters::duck
