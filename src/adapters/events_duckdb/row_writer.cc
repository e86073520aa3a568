#include "adapters/events_duckdb/row_writer.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "adapters/events_duckdb/columns.h"
#include "base/assert.h"
#include "base/utf8.h"
#include "ports/event_tags.h"

namespace picket::adapters::duck {
namespace {

using domain::EventRow;

/// Position in a table of tags by key, or its size when it is not there. The tables have 5 and 14
/// entries; length decides nearly every comparison.
template <class Table>
std::size_t index_of(const Table& table, std::string_view key) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [key](const auto& entry) { return entry.key == key; });
  return static_cast<std::size_t>(found - std::begin(table));
}

/// `text`, or its valid form kept in `buffer`: DuckDB stores what it is given and fails much later.
std::string_view valid_text(std::string_view text, std::string& buffer) {
  if (is_valid_utf8(text)) return text;
  buffer = to_valid_utf8(text);
  return buffer;
}

void assign(duckdb_vector vector, std::size_t at, std::string_view valid) {
  duckdb_vector_assign_string_element_len(vector, at, valid.data(), valid.size());
}

LogicalType type_of_column(std::size_t index) {
  const auto simple = [](duckdb_type type) {
    LogicalType made;
    *made.out() = duckdb_create_logical_type(type);
    return made;
  };
  switch (index) {
    case column::ts:
    case column::received:
      return simple(DUCKDB_TYPE_TIMESTAMP);
    case column::project:
    case column::issue:
    case column::hash_id:
      return simple(DUCKDB_TYPE_BIGINT);
    case column::event_high:
    case column::event_low:
    case column::payload_container:
    case column::payload_offset:
      return simple(DUCKDB_TYPE_UBIGINT);
    case column::category:
      return simple(DUCKDB_TYPE_TINYINT);
    case column::level:
    case column::column_tags:
      return simple(DUCKDB_TYPE_UTINYINT);
    case column::handled:
      return simple(DUCKDB_TYPE_BOOLEAN);
    case column::payload_size:
      return simple(DUCKDB_TYPE_UINTEGER);
    case column::tags: {
      const LogicalType text = simple(DUCKDB_TYPE_VARCHAR);
      LogicalType made;
      *made.out() = duckdb_create_map_type(text.get(), text.get());
      return made;
    }
    case column::tag_hashes: {
      const LogicalType hash = simple(DUCKDB_TYPE_UBIGINT);
      LogicalType made;
      *made.out() = duckdb_create_list_type(hash.get());
      return made;
    }
    default:  // A column number, not an enum of ours: all others are text.
      return simple(DUCKDB_TYPE_VARCHAR);
  }
}

}  // namespace

/// The children of the two list columns, and how many entries they have so far.
struct RowWriter::TagLists {
  duckdb_vector keys;
  duckdb_vector values;
  duckdb_list_entry* map_rows;
  duckdb_list_entry* hash_rows;
  std::uint64_t* hashes;
  idx_t size = 0;
};

RowWriter::RowWriter() : vectors_(column::count), data_(column::count) {
  std::vector<LogicalType> owners;
  std::vector<duckdb_logical_type> types;
  for (std::size_t i = 0; i < column::count; ++i) {
    owners.push_back(type_of_column(i));
    types.push_back(owners.back().get());
  }
  *chunk_.out() = duckdb_create_data_chunk(types.data(), types.size());
  PICKET_ASSERT(chunk_);
}

duckdb_data_chunk RowWriter::fill(std::span<const EventRow> rows) {
  PICKET_ASSERT(rows.size() <= capacity());
  duckdb_data_chunk_reset(chunk_.get());
  duckdb_data_chunk_set_size(chunk_.get(), rows.size());
  for (std::size_t i = 0; i < column::count; ++i) {
    vectors_[i] = duckdb_data_chunk_get_vector(chunk_.get(), i);
    data_[i] = duckdb_vector_get_data(vectors_[i]);
  }
  for (std::size_t i = 0; i < std::size(kPromotedTags); ++i) {
    duckdb_vector_ensure_validity_writable(vectors_[column::first_promoted + i]);
  }

  std::size_t most_tags = 0;
  for (const EventRow& row : rows) most_tags += row.tags.size();
  duckdb_list_vector_reserve(vectors_[column::tags], most_tags);
  duckdb_list_vector_reserve(vectors_[column::tag_hashes], most_tags);
  duckdb_vector entries = duckdb_list_vector_get_child(vectors_[column::tags]);
  duckdb_vector hashes = duckdb_list_vector_get_child(vectors_[column::tag_hashes]);
  TagLists lists{duckdb_struct_vector_get_child(entries, 0),
                 duckdb_struct_vector_get_child(entries, 1),
                 static_cast<duckdb_list_entry*>(data_[column::tags]),
                 static_cast<duckdb_list_entry*>(data_[column::tag_hashes]),
                 static_cast<std::uint64_t*>(duckdb_vector_get_data(hashes))};

  for (std::size_t at = 0; at < rows.size(); ++at) {
    put_fixed(at, rows[at]);
    for (std::size_t i = 0; i < std::size(domain::kEventRowTexts); ++i) {
      put_text(column::first_text + i, at, rows[at].*domain::kEventRowTexts[i]);
    }
    put_tags(at, rows[at], lists);
  }
  duckdb_list_vector_set_size(vectors_[column::tags], lists.size);
  duckdb_list_vector_set_size(vectors_[column::tag_hashes], lists.size);
  return chunk_.get();
}

void RowWriter::put_fixed(std::size_t at, const EventRow& row) {
  const auto put = [this, at](std::size_t column, auto value) {
    static_cast<decltype(value)*>(data_[column])[at] = value;
  };
  put(column::ts, to_unix_us(row.timestamp));
  put(column::received, to_unix_us(row.received));
  put(column::project, row.project.value);
  put(column::issue, row.issue.value);
  put(column::hash_id, row.hash_id.value);
  put(column::event_high, row.event_id.high);
  put(column::event_low, row.event_id.low);
  put(column::category, static_cast<std::int8_t>(row.category));
  put(column::level, static_cast<std::uint8_t>(row.level));
  put(column::handled, row.handled);
  put(column::payload_container, row.payload.container);
  put(column::payload_offset, row.payload.offset);
  put(column::payload_size, row.payload.size);
}

void RowWriter::put_text(std::size_t column, std::size_t at, std::string_view text) {
  std::string buffer;
  assign(vectors_[column], at, valid_text(text, buffer));
}

void RowWriter::put_tags(std::size_t at, const EventRow& row, TagLists& lists) {
  const auto valid_key = [](const auto& tag) { return is_valid_utf8(tag.first); };
  auto tags = &row.tags;
  std::vector<std::pair<std::string, std::string>> replaced;
  if (!std::all_of(tags->begin(), tags->end(), valid_key)) {
    replaced = row.tags;
    ports::make_valid(replaced);
    tags = &replaced;
  }
  const idx_t first = lists.size;
  unsigned column_tags = 0;
  std::array<bool, std::size(kPromotedTags)> promoted{};
  for (const auto& [key, value] : *tags) {
    const std::size_t field = index_of(kFieldTags, key);
    if (field < std::size(kFieldTags)) {
      if (row.*kFieldTags[field].field == value) {
        column_tags |= column_bit::of(kFieldTags[field]);
        continue;
      }
      column_tags |= column_bit::stray_tags;
      wrote_stray_tags_ = true;
    }
    const std::size_t own = index_of(kPromotedTags, key);
    if (own < std::size(kPromotedTags) && !promoted[own]) {
      put_text(column::first_promoted + own, at, value);
      promoted[own] = true;
      continue;
    }
    std::string buffer;
    const std::string_view stored_value = valid_text(value, buffer);
    assign(lists.keys, lists.size, key);
    assign(lists.values, lists.size, stored_value);
    lists.hashes[lists.size] = tag_hash(key, stored_value);
    ++lists.size;
  }
  static_cast<std::uint8_t*>(data_[column::column_tags])[at] =
      static_cast<std::uint8_t>(column_tags);
  for (std::size_t i = 0; i < promoted.size(); ++i) {
    if (promoted[i]) continue;
    duckdb_validity_set_row_invalid(
        duckdb_vector_get_validity(vectors_[column::first_promoted + i]), at);
  }
  lists.map_rows[at] = {first, lists.size - first};
  lists.hash_rows[at] = {first, lists.size - first};
}

Outcome<void> append_rows(const Connection& on, RowWriter& writer, std::span<const EventRow> rows) {
  auto appender = Appender::open(on, "events");
  if (!appender) return unexpected(appender.error());
  while (!rows.empty()) {
    const auto part = rows.first(std::min(rows.size(), RowWriter::capacity()));
    rows = rows.subspan(part.size());
    if (auto appended = appender->append(writer.fill(part)); !appended) return appended;
  }
  return appender->close();
}

}  // namespace picket::adapters::duck
