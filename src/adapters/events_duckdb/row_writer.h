// Event rows into the columns of a DuckDB data chunk.
#pragma once

#include <span>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "domain/event/row.h"

namespace picket::adapters::duck {

/// Keeps one chunk and fills it again and again; one thread at a time. About 2.5 us per row.
class RowWriter {
 public:
  RowWriter();

  /// Rows that one chunk takes.
  static std::size_t capacity() { return duckdb_vector_size(); }

  /// The chunk with `rows`, at most capacity(); it stays this object's and is valid until the next
  /// call.
  duckdb_data_chunk fill(std::span<const domain::EventRow> rows);

  /// Whether any row so far has column_bit::stray_tags.
  bool wrote_stray_tags() const noexcept { return wrote_stray_tags_; }

 private:
  struct TagLists;

  void put_fixed(std::size_t at, const domain::EventRow& row);
  void put_text(std::size_t column, std::size_t at, std::string_view text);
  void put_tags(std::size_t at, const domain::EventRow& row, TagLists& lists);

  DataChunk chunk_;
  std::vector<duckdb_vector> vectors_;
  std::vector<void*> data_;
  bool wrote_stray_tags_ = false;
};

/// Appends to store.events inside the transaction that is open on `on`.
Outcome<void> append_rows(const Connection& on, RowWriter& writer,
                          std::span<const domain::EventRow> rows);

}  // namespace picket::adapters::duck
