#include "adapters/events_duckdb/duckdb_handles.h"

#include "base/assert.h"
#include "base/utf8.h"

namespace picket::adapters::duck {

Failure failure(duckdb_error_type type, const char* message) {
  const std::string detail = message == nullptr ? "" : message;
  // The enum is DuckDB's and grows with it, so the rest is one case.
  if (type == DUCKDB_ERROR_OUT_OF_MEMORY) {
    return {{ErrorKind::unavailable, "event_store_out_of_memory", detail}, false};
  }
  if (type == DUCKDB_ERROR_IO) {
    return {{ErrorKind::unavailable, "event_store_io", detail}, false};
  }
  if (type == DUCKDB_ERROR_INTERRUPT) {
    return {{ErrorKind::timeout, "event_query_timeout", detail}, false};
  }
  if (type == DUCKDB_ERROR_SERIALIZATION) {
    return {{ErrorKind::corrupt, "event_store_corrupt", detail}, false};
  }
  if (type == DUCKDB_ERROR_FATAL || type == DUCKDB_ERROR_INTERNAL) {
    return {{ErrorKind::unavailable, "event_store_fatal", detail}, true};
  }
  return {{ErrorKind::internal, "event_store_query", detail}, false};
}

DataChunk QueryResult::next_chunk() {
  DataChunk chunk;
  *chunk.out() = duckdb_fetch_chunk(result_);
  return chunk;
}

Result<void, Failure> QueryResult::whole() {
  const char* const message = duckdb_result_error(&result_);
  if (message == nullptr) return {};
  return unexpected(failure(duckdb_result_error_type(&result_), message));
}

std::int64_t QueryResult::single_int64() {
  const DataChunk chunk = next_chunk();
  if (!chunk || duckdb_data_chunk_get_size(chunk.get()) == 0) return 0;
  duckdb_vector vector = duckdb_data_chunk_get_vector(chunk.get(), 0);
  return is_null(vector, 0) ? 0 : value_at<std::int64_t>(vector, 0);
}

void Parameters::take(duckdb_value value) {
  PICKET_ASSERT(value != nullptr);
  values_.emplace_back();
  *values_.back().out() = value;
}

void Parameters::add(std::int64_t value) {
  take(duckdb_create_int64(value));
}

void Parameters::add(std::uint64_t value) {
  take(duckdb_create_uint64(value));
}

void Parameters::add(double value) {
  take(duckdb_create_double(value));
}

void Parameters::add(Timestamp value) {
  take(duckdb_create_timestamp(duckdb_timestamp{to_unix_us(value)}));
}

namespace {

duckdb_value text_value(std::string_view text) {
  if (is_valid_utf8(text)) return duckdb_create_varchar_length(text.data(), text.size());
  const std::string valid = to_valid_utf8(text);
  return duckdb_create_varchar_length(valid.data(), valid.size());
}

template <class T, class Create>
duckdb_value list_value(duckdb_type type, const std::vector<T>& values, Create create) {
  std::vector<Value> owners(values.size());
  std::vector<duckdb_value> raw;
  raw.reserve(values.size() + 1);  // The API answers null for a null array, even for no values.
  for (std::size_t i = 0; i < values.size(); ++i) {
    *owners[i].out() = create(values[i]);
    raw.push_back(owners[i].get());
  }
  LogicalType element;
  *element.out() = duckdb_create_logical_type(type);
  return duckdb_create_list_value(element.get(), raw.data(), raw.size());
}

}  // namespace

void Parameters::add(std::string_view text) {
  take(text_value(text));
}

void Parameters::add_list(const std::vector<std::int64_t>& values) {
  take(list_value(DUCKDB_TYPE_BIGINT, values, &duckdb_create_int64));
}

void Parameters::add_list(const std::vector<std::uint64_t>& values) {
  take(list_value(DUCKDB_TYPE_UBIGINT, values, &duckdb_create_uint64));
}

void Parameters::add_list(const std::vector<std::string>& values) {
  take(list_value(DUCKDB_TYPE_VARCHAR, values, &text_value));
}

Outcome<QueryResult> run(const Connection& on, const std::string& sql) {
  QueryResult result;
  if (duckdb_query(on.get(), sql.c_str(), result.raw()) != DuckDBSuccess) {
    return unexpected(
        failure(duckdb_result_error_type(result.raw()), duckdb_result_error(result.raw())));
  }
  return result;
}

namespace {

using Execute = duckdb_state (*)(duckdb_prepared_statement, duckdb_result*);

Outcome<QueryResult> run_by(Execute execute, const Connection& on, const std::string& sql,
                            const Parameters& with) {
  Owned<duckdb_prepared_statement, &duckdb_destroy_prepare> statement;
  // A statement that does not parse is our own mistake, so the type that a failed prepare hides
  // does not matter; a broken instance shows in the next call.
  if (duckdb_prepare(on.get(), sql.c_str(), statement.out()) != DuckDBSuccess) {
    const char* message = duckdb_prepare_error(statement.get());
    const bool invalidated = message != nullptr && std::string_view(message).find("invalidated") !=
                                                       std::string_view::npos;
    return unexpected(
        failure(invalidated ? DUCKDB_ERROR_FATAL : DUCKDB_ERROR_INVALID_INPUT, message));
  }
  for (idx_t i = 0; i < with.values().size(); ++i) {
    if (duckdb_bind_value(statement.get(), i + 1, with.values()[i].get()) != DuckDBSuccess) {
      return unexpected(failure(DUCKDB_ERROR_INVALID_INPUT, duckdb_prepare_error(statement.get())));
    }
  }
  QueryResult result;
  if (execute(statement.get(), result.raw()) != DuckDBSuccess) {
    return unexpected(
        failure(duckdb_result_error_type(result.raw()), duckdb_result_error(result.raw())));
  }
  return result;
}

}  // namespace

Outcome<QueryResult> run(const Connection& on, const std::string& sql, const Parameters& with) {
  return run_by(&duckdb_execute_prepared, on, sql, with);
}

Outcome<QueryResult> run_streaming(const Connection& on, const std::string& sql,
                                   const Parameters& with) {
  return run_by(&duckdb_execute_prepared_streaming, on, sql, with);
}

Outcome<Appender> Appender::open(const Connection& on, const char* table) {
  Appender made;
  const auto state =
      duckdb_appender_create_ext(on.get(), "store", "main", table, made.appender_.out());
  if (auto opened = made.outcome_of(state); !opened) return unexpected(opened.error());
  return made;
}

Outcome<void> Appender::append(duckdb_data_chunk chunk) {
  return outcome_of(duckdb_append_data_chunk(appender_.get(), chunk));
}

Outcome<void> Appender::close() {
  return outcome_of(duckdb_appender_close(appender_.get()));
}

Outcome<void> Appender::outcome_of(duckdb_state state) {
  if (state == DuckDBSuccess) return {};
  Owned<duckdb_error_data, &duckdb_destroy_error_data> error;
  *error.out() = duckdb_appender_error_data(appender_.get());
  return unexpected(
      failure(duckdb_error_data_error_type(error.get()), duckdb_error_data_message(error.get())));
}

std::string_view text_at(duckdb_vector vector, idx_t row) noexcept {
  auto* text = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector)) + row;
  return {duckdb_string_t_data(text), duckdb_string_t_length(*text)};
}

bool is_null(duckdb_vector vector, idx_t row) noexcept {
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  return validity != nullptr && !duckdb_validity_row_is_valid(validity, row);
}

}  // namespace picket::adapters::duck
