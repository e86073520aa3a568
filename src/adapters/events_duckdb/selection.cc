#include "adapters/events_duckdb/selection.h"

#include <algorithm>

#include "adapters/events_duckdb/columns.h"
#include "adapters/events_duckdb/conditions.h"
#include "base/utf8.h"

namespace picket::adapters::duck {
namespace {

template <class Table>
const auto* find_key(const Table& table, std::string_view key) noexcept {
  const auto* const found = std::find_if(std::begin(table), std::end(table),
                                         [key](const auto& entry) { return entry.key == key; });
  return found == std::end(table) ? nullptr : found;
}

/// True where the event has the tag with the column's value.
std::string has_field_tag(const FieldTag& tag) {
  return "e.column_tags & " + std::to_string(column_bit::of(tag)) + " <> 0";
}

std::string in_column(std::string_view column) {
  return "e." + std::string(column);
}

}  // namespace

Selection::Selection(const TableFacts& facts, const ports::EventFilter& filter,
                     IssueCondition condition)
    : stray_tags_(facts.stray_tags), issue_("e.issue") {
  const bool overridden = !facts.overrides->empty();
  if (overridden && condition == IssueCondition::exact) {
    join_ = " LEFT JOIN store.overrides o ON o.hash_id = e.hash_id";
    issue_ = "coalesce(o.issue, e.issue)";
  }
  where_project_in(filter.projects);
  if (!filter.issues.empty()) {
    const std::vector<HashId> moved_to = condition == IssueCondition::candidates
                                             ? facts.overrides->moved_to(filter.issues)
                                             : std::vector<HashId>();
    const std::string own = in(issue_, std::span<const IssueId>(filter.issues));
    where(moved_to.empty()
              ? own
              : "(" + own + " OR " + in("e.hash_id", std::span<const HashId>(moved_to)) + ")");
  }
  if (filter.event) {
    where("e.event_high = " + bind(filter.event->high));
    where("e.event_low = " + bind(filter.event->low));
  }
  if (!filter.environments.empty()) {
    where(in("e.environment", std::span<const std::string>(filter.environments)));
  }
  if (filter.start) where("e.ts >= " + bind(*filter.start));
  if (filter.end) where("e.ts < " + bind(*filter.end));
  if (filter.level) where("e.level = " + bind(static_cast<std::int64_t>(*filter.level)));
  for (const ports::TagCondition& tag : filter.tags) where(tag_is(tag.key, {&tag.value, 1}));
  if (!filter.text.empty()) {
    const std::string text = bind(filter.text);
    where("(" + contains_text("e.title", text) + " OR " + contains_text("e.message", text) + ")");
  }
  if (!filter.where.parts.empty() || filter.where.any) where(conditions(*this, filter.where));
}

std::string Selection::from_where(std::string_view table, const std::string& more) const {
  std::string sql = " FROM store." + std::string(table) + " e" + join_ + where_;
  if (!more.empty()) sql += (where_.empty() ? " WHERE " : " AND ") + more;
  return sql;
}

void Selection::where(const std::string& condition) {
  where_ += (where_.empty() ? " WHERE " : " AND ") + condition;
}

void Selection::where_issue_in(std::span<const IssueId> issues) {
  where(in(issue_, issues));
}

void Selection::where_project_in(std::span<const ProjectId> projects) {
  where(in("e.project", projects));
}

void Selection::one_row_of(std::int64_t parts, std::int64_t thin) {
  // One test, not two: DuckDB evaluates two of one column one after the other over all rows, and
  // decodes what neither lets pass (5 times as long).
  where("(e.rowid >> " + std::to_string(kRowsOfGroupLog2) + ") % " + std::to_string(parts) +
        " + e.rowid % " + std::to_string(thin) + " = 0");
}

std::string Selection::tag_is(std::string_view key, std::span<const std::string> values) {
  if (const PromotedTag* const promoted = find_key(kPromotedTags, key)) {
    return in(in_column(promoted->column), values);
  }
  const FieldTag* const field = find_key(kFieldTags, key);
  if (field == nullptr) return is_in_map(key, values);
  const std::string as_column =
      "(" + has_field_tag(*field) + " AND " + in(in_column(field->column), values) + ")";
  return stray_tags_ ? "(" + as_column + " OR " + is_in_map(key, values) + ")" : as_column;
}

std::string Selection::is_in_map(std::string_view key, std::span<const std::string> values) {
  std::vector<std::uint64_t> hashes;
  bool sure = key.find('=') == std::string_view::npos;
  for (const std::string& value : values) {
    hashes.push_back(tag_hash(to_valid_utf8(key), to_valid_utf8(value)));
    sure = sure && value.find('=') == std::string::npos;
  }
  std::string has_hash;
  if (hashes.size() == 1) {
    has_hash = "list_contains(e.tag_hashes, " + bind(hashes.front()) + ")";
  } else {
    parameters_.add_list(hashes);
    has_hash = "list_has_any(e.tag_hashes, " + parameters_.last() + ")";
  }
  if (sure) return has_hash;
  return "(" + has_hash + " AND " + in(from_map(key), values) + ")";
}

std::string Selection::from_map(std::string_view key) {
  return "map_extract_value(e.tags, " + bind(key) + ")";
}

std::string Selection::tag(std::string_view key) {
  if (const PromotedTag* const promoted = find_key(kPromotedTags, key)) {
    return in_column(promoted->column);
  }
  const FieldTag* const field = find_key(kFieldTags, key);
  if (field == nullptr) return from_map(key);
  return "CASE WHEN " + has_field_tag(*field) + " THEN " + in_column(field->column) +
         (stray_tags_ ? " ELSE " + from_map(key) : "") + " END";
}

void Selection::after(const ports::EventCursor& cursor, ports::EventOrder order) {
  const bool onwards = order == ports::EventOrder::oldest_first;
  const std::string ts = bind(cursor.timestamp);
  // Repeats the first column of the row comparison: only this prunes row groups.
  where("e.ts " + std::string(onwards ? ">= " : "<= ") + ts);
  const std::string high = bind(cursor.event.high);
  const std::string low = bind(cursor.event.low);
  where("(e.ts, e.event_high, e.event_low, e.project) " + std::string(onwards ? "> (" : "< (") +
        ts + ", " + high + ", " + low + ", " + bind(cursor.project.value) + ")");
}

bool has_column(std::string_view key) noexcept {
  return find_key(kPromotedTags, key) != nullptr || find_key(kFieldTags, key) != nullptr;
}

std::string contains_text(const std::string& left, const std::string& text) {
  return "contains(lower(" + left + "), lower(" + text + "))";
}

}  // namespace picket::adapters::duck
