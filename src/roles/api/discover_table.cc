// GET organizations/{org}/events/ and events-meta/. Source: shared spec "api", sections 12.1, 12.3.
#include "roles/api/discover_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "domain/discover/sort.h"
#include "ports/event_store.h"
#include "roles/api/discover_cells.h"
#include "roles/api/discover_csv.h"
#include "roles/api/discover_handlers.h"
#include "roles/api/offset_page.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::discover::Column;

enum class MetaForm : std::uint8_t { full, flat };

/// Unless it is there, or there is no room.
void add_column(std::string_view name, std::vector<Column>& columns) {
  const bool known = std::any_of(columns.begin(), columns.end(),
                                 [&](const Column& one) { return one.name == name; });
  if (known || columns.size() >= ports::EventTables::kMaxColumns) return;
  if (auto column = domain::discover::read_column(name)) columns.push_back(*std::move(column));
}

void add_company(std::vector<Column>& columns) {
  const bool grouped = std::any_of(columns.begin(), columns.end(),
                                   [](const Column& one) { return one.is_function(); });
  const bool has_issue = std::any_of(columns.begin(), columns.end(),
                                     [](const Column& one) { return one.name == "issue"; });
  if (has_issue) add_column("issue.id", columns);
  if (grouped) return;
  add_column("id", columns);
  add_column("project.name", columns);
}

Answer<net::Response> page_of(const Call& call, const DiscoverTable& table, MetaForm form) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  ports::TableQuery query = table.query();
  query.offset = page->offset;
  query.limit = page->limit + 1;
  std::vector<ports::TableRow> rows;
  if (!table.scope.finds_nothing) {
    auto found = call.stores.events.table(query);
    if (!found) return unexpected(unanswered(found.error()));
    rows = *std::move(found);
  }
  const bool has_next = rows.size() > page->limit;
  if (has_next) rows.pop_back();
  const ProjectSlugs projects = slugs_of(call.grant);
  DiscoverCells cells(projects, table.columns, table.layout, table.scope.range());
  if (auto looked_up = cells.look_up(call.meta(), rows); !looked_up)
    return unexpected(looked_up.error());
  json::array data;
  for (const ports::TableRow& row : rows) data.push_back(cells.row(row));
  const auto described = meta_columns(table.columns);
  auto response = json_response(json::object{
      {"data", std::move(data)},
      {"meta", form == MetaForm::flat ? flat_meta(described)
                                      : discover_meta(described, table.scope.dataset, true)}});
  set_links(response, call, *page, has_next);
  return response;
}

Answer<net::Response> answer_table(const Call& call, MetaForm form) {
  const auto csv = wants_csv(call);
  if (!csv) return unexpected(csv.error());
  auto table = read_discover_table(call);
  if (!table) return unexpected(std::move(table.error()));
  return *csv ? table_as_csv(call, *std::move(table)) : page_of(call, *table, form);
}

}  // namespace

ports::TableQuery DiscoverTable::query() const {
  ports::TableQuery query;
  query.filter = scope.filter;
  query.values = layout.values;
  query.aggregates = layout.aggregates;
  query.having = scope.having;
  query.order = order;
  return query;
}

Answer<std::vector<ports::TableSort>> read_order(const Call& call,
                                                 const std::vector<Column>& columns,
                                                 const domain::discover::Layout& layout) {
  std::vector<std::string> texts = call.parameters.all("sort");
  for (std::string& text : call.parameters.all("orderby")) texts.push_back(std::move(text));
  std::vector<ports::TableSort> order;
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    const auto sort = domain::discover::find_sort(text, columns);
    if (!sort) {
      return unexpected(text_problem("sort", text,
                                     {fmt::format("Cannot sort by a field that is not selected: {}",
                                                  domain::search::quoted_in_error(text)),
                                      {0, text.size()}}));
    }
    order.push_back({layout.places[sort->column], sort->descending});
  }
  if (order.size() > ports::EventTables::kMaxColumns)
    return unexpected(bad_request("A table is ordered by at most 20 fields."));
  return order;
}

Answer<DiscoverTable> read_discover_table(const Call& call) {
  const std::vector<std::string> fields = call.parameters.all("field");
  if (fields.empty()) return unexpected(bad_request("No columns selected"));
  auto columns = read_columns("field", fields);
  if (!columns) return unexpected(std::move(columns.error()));
  add_company(*columns);
  auto layout = lay_out_columns(*columns);
  if (!layout) return unexpected(std::move(layout.error()));
  auto scope = read_discover_scope(call);
  if (!scope) return unexpected(std::move(scope.error()));
  if (!layout->is_grouped() && !scope->having.parts.empty()) {
    return unexpected(
        bad_request("Filters on functions such as count() need a function among the fields."));
  }
  auto order = read_order(call, *columns, *layout);
  if (!order) return unexpected(std::move(order.error()));
  return DiscoverTable{*std::move(scope), *std::move(columns), *std::move(layout),
                       *std::move(order)};
}

Answer<net::Response> list_discover_events(Call& call) {
  return answer_table(call, MetaForm::full);
}

Answer<net::Response> list_discover_events_flat(Call& call) {
  return answer_table(call, MetaForm::flat);
}

Answer<net::Response> count_discover_events(Call& call) {
  const auto scope = read_discover_scope(call);
  if (!scope) return unexpected(scope.error());
  if (!scope->having.parts.empty())
    return unexpected(bad_request("Functions such as count() are for groups of events."));
  std::int64_t events = 0;
  if (!scope->finds_nothing) {
    const auto count = call.stores.events.count(scope->filter);
    if (!count) return unexpected(failed(count.error()));
    events = count->events;
  }
  return json_response(json::object{{"count", events}});
}

}  // namespace picket::api
