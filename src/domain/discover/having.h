// Filters of a search on functions, as the event store is asked for them.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/search/ast.h"
#include "domain/search/error.h"
#include "domain/search/event_values.h"

namespace picket::domain::discover {

/// `groups` is Plan::groups. `range`: in which the events are counted, for rates. An error names a
/// function that cannot be asked for.
Result<search::GroupConditions, search::SearchError> having_of(const search::Group& groups,
                                                               Duration range);

}  // namespace picket::domain::discover
