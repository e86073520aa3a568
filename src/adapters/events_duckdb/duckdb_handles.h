// Owners for the handles of DuckDB's C API, and its errors as values.
// Source: duckdb.h of DuckDB 1.4, used with library 1.5.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <duckdb.h>

#include "base/clock.h"
#include "base/result.h"

namespace picket::adapters::duck {

/// What DuckDB reported. `fatal`: the instance refuses everything from now on and must be closed
/// and opened again.
struct Failure {
  Error error;
  bool fatal = false;
};

/// Kind and code follow from DuckDB's error type, `detail` is its message.
Failure failure(duckdb_error_type type, const char* message);

template <class T>
using Outcome = Result<T, Failure>;

/// Owns one handle; `Destroy` takes its address. Movable.
template <class Handle, auto Destroy>
class Owned {
 public:
  Owned() = default;
  Owned(Owned&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Owned() {
    if (handle_ != nullptr) Destroy(&handle_);
  }

  Handle get() const noexcept { return handle_; }
  /// For the API's out parameters; must be empty.
  Handle* out() noexcept { return &handle_; }
  void reset() noexcept { Owned().swap(*this); }
  void swap(Owned& other) noexcept { std::swap(handle_, other.handle_); }
  explicit operator bool() const noexcept { return handle_ != nullptr; }

 private:
  Handle handle_ = nullptr;
};

using Config = Owned<duckdb_config, &duckdb_destroy_config>;
using Database = Owned<duckdb_database, &duckdb_close>;
using Connection = Owned<duckdb_connection, &duckdb_disconnect>;
using DataChunk = Owned<duckdb_data_chunk, &duckdb_destroy_data_chunk>;
using LogicalType = Owned<duckdb_logical_type, &duckdb_destroy_logical_type>;
using Value = Owned<duckdb_value, &duckdb_destroy_value>;

/// An answer: materialized, or made while it is read.
class QueryResult {
 public:
  QueryResult() = default;
  QueryResult(QueryResult&& other) noexcept : result_(std::exchange(other.result_, {})) {}
  QueryResult& operator=(QueryResult&& other) noexcept {
    std::swap(result_, other.result_);
    return *this;
  }
  ~QueryResult() { duckdb_destroy_result(&result_); }

  duckdb_result* raw() noexcept { return &result_; }
  /// The next rows; empty handle after the last.
  DataChunk next_chunk();
  /// After the last chunk of an answer that is made while it is read: whether that was the end.
  Result<void, Failure> whole();
  /// The first column of the only row as int64, 0 when there is no row or it is NULL.
  std::int64_t single_int64();
  /// Rows that an INSERT, UPDATE or DELETE changed.
  std::int64_t rows_changed() { return static_cast<std::int64_t>(duckdb_rows_changed(&result_)); }

 private:
  duckdb_result result_{};
};

/// Texts and numbers for $1, $2, ... in order. Owns what it holds.
class Parameters {
 public:
  void add(std::int64_t value);
  void add(std::uint64_t value);
  void add(double value);
  void add(Timestamp value);
  /// Made valid UTF-8 as stored text is; the API throws on anything else.
  void add(std::string_view text);
  void add_list(const std::vector<std::int64_t>& values);
  void add_list(const std::vector<std::uint64_t>& values);
  void add_list(const std::vector<std::string>& values);

  /// "$n" of the value added last.
  std::string last() const { return "$" + std::to_string(values_.size()); }
  const std::vector<Value>& values() const noexcept { return values_; }

 private:
  void take(duckdb_value value);

  std::vector<Value> values_;
};

/// One statement without parameters.
Outcome<QueryResult> run(const Connection& on, const std::string& sql);
/// One statement with its parameters.
Outcome<QueryResult> run(const Connection& on, const std::string& sql, const Parameters& with);

/// The same, for answers that need not fit into memory: rows are made while they are read, and the
/// connection does nothing else until the answer is destroyed. Ends by QueryResult::whole().
Outcome<QueryResult> run_streaming(const Connection& on, const std::string& sql,
                                   const Parameters& with);

/// Appends to a table of the store, inside the transaction that is open on a connection.
class Appender {
 public:
  static Outcome<Appender> open(const Connection& on, const char* table);
  /// The chunk has the types of the table's columns.
  Outcome<void> append(duckdb_data_chunk chunk);
  /// Without it nothing is sure to be there.
  Outcome<void> close();

 private:
  Outcome<void> outcome_of(duckdb_state state);

  Owned<duckdb_appender, &duckdb_appender_destroy> appender_;
};

/// A cell of a chunk's vector; the view lives as long as the chunk.
std::string_view text_at(duckdb_vector vector, idx_t row) noexcept;
/// The value of a cell of a fixed-size type.
template <class T>
T value_at(duckdb_vector vector, idx_t row) noexcept {
  return static_cast<const T*>(duckdb_vector_get_data(vector))[row];
}
bool is_null(duckdb_vector vector, idx_t row) noexcept;

/// Calls `read(column, row)` for every row of an answer; `column(i)` is the vector of its column i.
template <class Read>
void for_each_row(QueryResult& result, Read read) {
  while (const DataChunk chunk = result.next_chunk()) {
    const idx_t size = duckdb_data_chunk_get_size(chunk.get());
    const auto column = [&chunk](idx_t i) { return duckdb_data_chunk_get_vector(chunk.get(), i); };
    for (idx_t row = 0; row < size; ++row) read(column, row);
  }
}

/// Runs `body`, several statements, on one state of the database.
template <class Body>
auto in_snapshot(const Connection& on, Body body) -> decltype(body()) {
  if (const auto begun = run(on, "BEGIN"); !begun) return unexpected(begun.error());
  auto answer = body();
  // Nothing was written. A rollback also ends a transaction that failed or was interrupted.
  const auto ended = run(on, "ROLLBACK");
  if (answer && !ended) return unexpected(ended.error());
  return answer;
}

}  // namespace picket::adapters::duck
