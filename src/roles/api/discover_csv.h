// Tables and charts of events as files for spreadsheets. What the specification leaves open:
// docs/decisions/0054 and 0063.
#pragma once

#include "roles/api/discover_chart.h"
#include "roles/api/discover_table.h"

namespace picket::api {

/// `format=csv`, `download` or `Accept: text/csv`; 400 for another format.
Answer<bool> wants_csv(const Call& call);

/// The whole table, read a page at a time while it is sent.
Answer<net::Response> table_as_csv(const Call& call, DiscoverTable table);
/// A line for each bucket, a column for each number.
net::Response chart_as_csv(const Chart& chart);

}  // namespace picket::api
