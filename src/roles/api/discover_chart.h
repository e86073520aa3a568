// Numbers of events over time, in one line or in one for each of some groups.
// Source: shared spec "api", section 12.2.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/discover/column.h"
#include "domain/discover/interval.h"
#include "ports/event_tables.h"
#include "roles/api/call.h"

namespace picket::api {

struct ChartLine {
  std::string name{};  ///< Of the group, what it has in common joined by commas; empty: all.
  bool is_other = false;
  boost::json::array group{};     ///< [{"key", "value"}]
  ports::EventSeries values{};    ///< By bucket, then by axis; behind the axes the events.
  ports::EventSeries compared{};  ///< The same some time before; empty unless asked for.
};

struct Chart {
  std::vector<domain::discover::Column> axes;
  domain::discover::Buckets buckets;
  std::string dataset;
  bool grouped = false;      ///< By the most frequent groups; else there is one line.
  bool sparse = false;       ///< Without the buckets that have no events.
  bool no_projects = false;  ///< There is nothing to look at.
  std::vector<ChartLine> lines;

  /// One number; null where there is none.
  boost::json::value number(const ports::TableRow& bucket, std::size_t axis) const;
  /// Whether the bucket is shown.
  bool shows(const ports::TableRow& bucket) const;
};

/// `group_parameter`: which one names the fields of the groups.
Answer<Chart> read_chart(const Call& call, std::string_view group_parameter);

}  // namespace picket::api
