#include "adapters/events_duckdb/row_reader.h"

#include <algorithm>

#include "adapters/events_duckdb/columns.h"

namespace picket::adapters::duck {
namespace {

using domain::EventRow;

/// The vectors of one chunk.
class ChunkReader {
 public:
  explicit ChunkReader(const DataChunk& chunk) : vectors_(column::count + 1) {
    for (std::size_t i = 0; i < vectors_.size(); ++i) {
      vectors_[i] = duckdb_data_chunk_get_vector(chunk.get(), i);
    }
    duckdb_vector entries = duckdb_list_vector_get_child(vectors_[column::tags]);
    keys_ = duckdb_struct_vector_get_child(entries, 0);
    values_ = duckdb_struct_vector_get_child(entries, 1);
  }

  std::int64_t rowid(idx_t at) const { return get<std::int64_t>(column::count, at); }

  EventRow row(idx_t at) const {
    EventRow row;
    row.project.value = get<std::int64_t>(column::project, at);
    row.event_id.high = get<std::uint64_t>(column::event_high, at);
    row.event_id.low = get<std::uint64_t>(column::event_low, at);
    row.issue.value = get<std::int64_t>(column::issue, at);
    row.hash_id.value = get<std::int64_t>(column::hash_id, at);
    row.timestamp = from_unix_us(get<std::int64_t>(column::ts, at));
    row.received = from_unix_us(get<std::int64_t>(column::received, at));
    row.category = static_cast<protocol::Category>(get<std::int8_t>(column::category, at));
    row.level = static_cast<domain::Level>(get<std::uint8_t>(column::level, at));
    row.handled = get<bool>(column::handled, at);
    for (std::size_t i = 0; i < std::size(domain::kEventRowTexts); ++i) {
      row.*domain::kEventRowTexts[i] = text_at(vectors_[column::first_text + i], at);
    }
    read_tags(row, at);
    row.payload.container = get<std::uint64_t>(column::payload_container, at);
    row.payload.offset = get<std::uint64_t>(column::payload_offset, at);
    row.payload.size = get<std::uint32_t>(column::payload_size, at);
    return row;
  }

 private:
  template <class T>
  T get(std::size_t column, idx_t at) const {
    return value_at<T>(vectors_[column], at);
  }

  void read_tags(EventRow& row, idx_t at) const {
    const auto field_tags = get<std::uint8_t>(column::column_tags, at);
    for (std::size_t i = 0; i < std::size(kFieldTags); ++i) {
      if ((field_tags >> i & 1U) == 0) continue;
      row.tags.emplace_back(kFieldTags[i].key, row.*kFieldTags[i].field);
    }
    for (std::size_t i = 0; i < std::size(kPromotedTags); ++i) {
      duckdb_vector vector = vectors_[column::first_promoted + i];
      if (is_null(vector, at)) continue;
      row.tags.emplace_back(kPromotedTags[i].key, text_at(vector, at));
    }
    const auto entries = get<duckdb_list_entry>(column::tags, at);
    for (idx_t i = entries.offset; i < entries.offset + entries.length; ++i) {
      row.tags.emplace_back(text_at(keys_, i), text_at(values_, i));
    }
    std::sort(row.tags.begin(), row.tags.end());
  }

  std::vector<duckdb_vector> vectors_;
  duckdb_vector keys_;
  duckdb_vector values_;
};

}  // namespace

std::vector<std::pair<std::int64_t, EventRow>> read_rows(QueryResult& result) {
  std::vector<std::pair<std::int64_t, EventRow>> rows;
  while (const DataChunk chunk = result.next_chunk()) {
    const ChunkReader reader(chunk);
    const idx_t size = duckdb_data_chunk_get_size(chunk.get());
    for (idx_t at = 0; at < size; ++at) rows.emplace_back(reader.rowid(at), reader.row(at));
  }
  return rows;
}

}  // namespace picket::adapters::duck
