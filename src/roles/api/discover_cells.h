// The values of a table or chart of events as JSON, and what `meta` says of their columns.
// Source: shared spec "api", section 12.1.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/json.hpp>

#include "domain/discover/column.h"
#include "domain/discover/layout.h"
#include "ports/event_tables.h"
#include "roles/api/call.h"

namespace picket::api {

/// The projects that an answer may speak of, by their numbers.
using ProjectSlugs = std::map<ProjectId, std::string>;
ProjectSlugs slugs_of(const domain::access::Grant& grant);

/// How rows of the event store look.
class DiscoverCells {
 public:
  /// All but `range` outlive it; `range`: in which the events of a row are counted.
  DiscoverCells(const ProjectSlugs& projects, std::span<const domain::discover::Column> columns,
                const domain::discover::Layout& layout, Duration range)
      : projects_(projects), columns_(columns), layout_(layout), range_(range) {}

  /// Looks up what the rows name by numbers: call it before their cells are asked for.
  Answer<void> look_up(ports::MetaTx& meta, std::span<const ports::TableRow> rows);

  /// Of one column.
  boost::json::value cell(const ports::TableRow& row, std::size_t column) const;
  /// By the names of the columns.
  boost::json::object row(const ports::TableRow& row) const;

 private:
  const ProjectSlugs& projects_;
  const std::span<const domain::discover::Column> columns_;
  const domain::discover::Layout& layout_;
  const Duration range_;
  std::unordered_map<std::int64_t, std::string> short_ids_;
};

/// "2026-05-13T12:00:00+00:00"
std::string cell_date(Timestamp time);

/// A number of a chart; null where there is none.
boost::json::value number_json(const ports::TableValue& value, double factor);

struct MetaColumn {
  std::string_view name;
  domain::discover::ResultType type;
  domain::discover::Rate rate = domain::discover::Rate::none;
};
/// `tips` of a table has two members, of a chart none.
boost::json::object discover_meta(std::span<const MetaColumn> columns, std::string_view dataset,
                                  bool of_table);
/// Name to type alone, as older servers had it.
boost::json::object flat_meta(std::span<const MetaColumn> columns);
std::vector<MetaColumn> meta_columns(std::span<const domain::discover::Column> columns);

}  // namespace picket::api
