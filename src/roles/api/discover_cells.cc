#include "roles/api/discover_cells.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "base/rfc3339.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::discover::Rendering;

/// Issues that are looked up at once.
constexpr std::size_t kLookedUp = 1000;

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

json::value plain(const ports::TableValue& value) {
  return std::visit(Overloaded{[](std::monostate) { return json::value(nullptr); },
                               [](std::int64_t number) { return json::value(number); },
                               [](double number) {
                                 return std::isfinite(number) ? json::value(number) : nullptr;
                               },
                               [](bool truth) { return json::value(truth); },
                               [](const std::string& text) { return json::value(text); },
                               [](Timestamp time) { return json::value(cell_date(time)); }},
                    value);
}

/// Behind the prefix, "7" of "id:7".
std::string_view user_label(std::string_view user) noexcept {
  const std::size_t colon = user.find(':');
  return colon == std::string_view::npos ? user : user.substr(colon + 1);
}

json::value text_cell(std::string_view text, Rendering rendering) {
  if (rendering == Rendering::user_label) return json::value(user_label(text));
  return json::value(text);
}

json::value list_cell(const ports::TableValue& value) {
  json::array list;
  if (const bool* const truth = std::get_if<bool>(&value)) {
    list.emplace_back(*truth ? 1 : 0);
  } else if (!std::holds_alternative<std::monostate>(value)) {
    list.push_back(plain(value));
  }
  return list;
}

std::vector<IssueId> issues_of(std::span<const ports::TableRow> rows, std::size_t place) {
  std::vector<IssueId> issues;
  for (const ports::TableRow& row : rows) {
    if (const auto* const number = std::get_if<std::int64_t>(&row[place]))
      issues.push_back(IssueId{*number});
  }
  std::sort(issues.begin(), issues.end());
  issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
  return issues;
}

}  // namespace

ProjectSlugs slugs_of(const domain::access::Grant& grant) {
  ProjectSlugs slugs;
  for (const domain::ProjectConfig* const project : grant.projects)
    slugs.emplace(project->project, project->slug);
  return slugs;
}

Answer<void> DiscoverCells::look_up(ports::MetaTx& meta, std::span<const ports::TableRow> rows) {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (columns_[column].rendering() != Rendering::short_id) continue;
    const std::vector<IssueId> all = issues_of(rows, layout_.places[column]);
    for (std::size_t at = 0; at < all.size(); at += kLookedUp) {
      ports::IssueQuery query;
      for (const auto& [project, slug] : projects_) query.projects.push_back(project);
      const auto end =
          all.begin() + static_cast<std::ptrdiff_t>(std::min(at + kLookedUp, all.size()));
      query.issues.assign(all.begin() + static_cast<std::ptrdiff_t>(at), end);
      query.limit = kLookedUp;
      const auto issues = meta.issues().list(query);
      if (!issues) return unexpected(failed(issues.error()));
      for (const domain::Issue& issue : *issues) {
        const auto project = projects_.find(issue.project);
        if (project != projects_.end())
          short_ids_[issue.id.value] = domain::format_short_id(project->second, issue.short_number);
      }
    }
  }
  return {};
}

json::value DiscoverCells::cell(const ports::TableRow& row, std::size_t column) const {
  const domain::discover::Column& shown = columns_[column];
  const ports::TableValue& value = row[layout_.places[column]];
  const Rendering rendering = shown.rendering();
  if (rendering == Rendering::list) return list_cell(value);
  if (const auto* const number = std::get_if<std::int64_t>(&value)) {
    if (rendering == Rendering::project_slug) {
      const auto project = projects_.find(ProjectId{*number});
      return project == projects_.end() ? json::value(nullptr) : json::value(project->second);
    }
    if (rendering == Rendering::short_id) {
      const auto found = short_ids_.find(*number);
      return json::value(found == short_ids_.end() ? "unknown" : found->second);
    }
  }
  if (const bool* const truth = std::get_if<bool>(&value);
      truth && rendering == Rendering::opposite)
    return json::value(!*truth);
  if (const auto* const text = std::get_if<std::string>(&value)) return text_cell(*text, rendering);
  const auto* const function = std::get_if<domain::discover::Function>(&shown.of);
  return function == nullptr ? plain(value) : number_json(value, function->factor(range_));
}

json::object DiscoverCells::row(const ports::TableRow& row) const {
  json::object shown;
  for (std::size_t column = 0; column < columns_.size(); ++column)
    shown[columns_[column].name] = cell(row, column);
  return shown;
}

std::string cell_date(Timestamp time) {
  std::string text = format_rfc3339(time);
  if (text.ends_with('Z')) text.pop_back();
  return text + "+00:00";
}

json::value number_json(const ports::TableValue& value, double factor) {
  if (factor == 1) return plain(value);
  if (const auto* const count = std::get_if<std::int64_t>(&value))
    return json::value(static_cast<double>(*count) * factor);
  return plain(value);
}

json::object discover_meta(std::span<const MetaColumn> columns, std::string_view dataset,
                           bool of_table) {
  json::object units;
  for (const MetaColumn& column : columns) {
    const std::string_view unit = domain::discover::unit_of(column.rate);
    units[column.name] = unit.empty() ? json::value(nullptr) : json::value(unit);
  }
  json::object tips;
  if (of_table) tips = {{"query", nullptr}, {"columns", nullptr}};
  return {{"fields", flat_meta(columns)},
          {"units", std::move(units)},
          {"isMetricsData", false},
          {"isMetricsExtractedData", false},
          {"tips", std::move(tips)},
          {"datasetReason", "unchanged"},
          {"dataset", dataset}};
}

json::object flat_meta(std::span<const MetaColumn> columns) {
  json::object fields;
  for (const MetaColumn& column : columns)
    fields[column.name] = domain::discover::to_string(column.type);
  return fields;
}

std::vector<MetaColumn> meta_columns(std::span<const domain::discover::Column> columns) {
  std::vector<MetaColumn> described;
  for (const domain::discover::Column& column : columns)
    described.push_back({column.name, column.type(), column.rate()});
  return described;
}

}  // namespace picket::api
