// ports::EventTags as SQL on one connection. Arguments are checked by the caller.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_tags.h"

namespace picket::adapters::duck {

Outcome<std::vector<ports::TagKey>> tag_keys(const Connection& on, const TableFacts& facts,
                                             const ports::EventFilter& filter,
                                             ports::TagKeyCounts counts, std::size_t limit);
Outcome<std::vector<ports::TagValue>> tag_values(const Connection& on, const TableFacts& facts,
                                                 const ports::EventFilter& filter,
                                                 const ports::TagValueQuery& query);
Outcome<std::vector<ports::TagSummary>> tag_top_values(const Connection& on,
                                                       const TableFacts& facts,
                                                       const ports::EventFilter& filter,
                                                       std::span<const std::string> keys,
                                                       std::size_t per_key);
Outcome<std::vector<ports::TagSummary>> top_tags(const Connection& on, const TableFacts& facts,
                                                 const ports::EventFilter& filter,
                                                 std::size_t limit, std::size_t per_key);

}  // namespace picket::adapters::duck
