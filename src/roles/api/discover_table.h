// The question of a table of events, checked. Source: shared spec "api", section 12.1.
#pragma once

#include <optional>
#include <vector>

#include "ports/event_tables.h"
#include "roles/api/discover_query.h"

namespace picket::api {

struct DiscoverTable {
  DiscoverScope scope;
  std::vector<domain::discover::Column> columns;
  domain::discover::Layout layout;
  std::vector<ports::TableSort> order;

  /// Without a limit and an offset.
  ports::TableQuery query() const;
};

/// Adds the columns that come along: `issue.id` beside `issue`, and those of single events.
Answer<DiscoverTable> read_discover_table(const Call& call);

/// `sort` and `orderby`: places in the rows of the store.
Answer<std::vector<ports::TableSort>> read_order(
    const Call& call, const std::vector<domain::discover::Column>& columns,
    const domain::discover::Layout& layout);

}  // namespace picket::api
