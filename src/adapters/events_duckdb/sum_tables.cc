#include "adapters/events_duckdb/sum_tables.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/assert.h"

namespace picket::adapters::duck {
namespace {

/// Of kSumColumns.
enum Column : std::size_t {
  kStart,
  kReceivedDay,
  kProject,
  kIssue,
  kHash,
  kEnvironment,
  kEvents,
  kOldest,
  kNewest,
  kNewestHigh,
  kNewestLow,
  kNewestHandled,
  kUsers,
  kColumns
};

constexpr duckdb_type kTypes[] = {
    DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_BIGINT,  DUCKDB_TYPE_BIGINT,
    DUCKDB_TYPE_BIGINT,    DUCKDB_TYPE_VARCHAR,   DUCKDB_TYPE_BIGINT,  DUCKDB_TYPE_TIMESTAMP,
    DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_UBIGINT,   DUCKDB_TYPE_UBIGINT, DUCKDB_TYPE_BOOLEAN,
    DUCKDB_TYPE_BLOB};
static_assert(std::size(kTypes) == kColumns);

/// An hour's sums of a day are folded into those of its other hours when the day has not many more:
/// a few late events should not rewrite a day.
constexpr std::int64_t kFoldedPerNew = 16;
/// What is rewritten at once: some 100 ms, for which appends wait.
constexpr std::int64_t kMostFolded = 65'536;

/// A chunk that sums are written by.
class SumChunk {
 public:
  SumChunk() {
    std::vector<LogicalType> owners(kColumns);
    std::vector<duckdb_logical_type> types;
    for (std::size_t i = 0; i < kColumns; ++i) {
      *owners[i].out() = duckdb_create_logical_type(kTypes[i]);
      types.push_back(owners[i].get());
    }
    *chunk_.out() = duckdb_create_data_chunk(types.data(), types.size());
    PICKET_ASSERT(chunk_);
  }

  static std::size_t capacity() { return duckdb_vector_size(); }

  /// Valid until the next call.
  duckdb_data_chunk fill(Sums::Map::value_type* const* sums, std::size_t size) {
    duckdb_data_chunk_reset(chunk_.get());
    duckdb_data_chunk_set_size(chunk_.get(), size);
    for (std::size_t i = 0; i < kColumns; ++i) {
      vectors_[i] = duckdb_data_chunk_get_vector(chunk_.get(), i);
    }
    for (std::size_t at = 0; at < size; ++at) put(at, sums[at]->first, sums[at]->second);
    return chunk_.get();
  }

 private:
  template <class T>
  void put(Column column, std::size_t at, T value) {
    static_cast<T*>(duckdb_vector_get_data(vectors_[column]))[at] = value;
  }
  void put_bytes(Column column, std::size_t at, std::string_view bytes) {
    duckdb_vector_assign_string_element_len(vectors_[column], at, bytes.data(), bytes.size());
  }

  void put(std::size_t at, const SumKey& key, Sum& sum) {
    put(kStart, at, to_unix_us(key.start));
    put(kReceivedDay, at, to_unix_us(key.received_day));
    put(kProject, at, key.project.value);
    put(kIssue, at, key.issue.value);
    put(kHash, at, key.hash.value);
    put_bytes(kEnvironment, at, key.environment);
    put(kEvents, at, sum.events);
    put(kOldest, at, to_unix_us(sum.oldest));
    put(kNewest, at, to_unix_us(sum.newest));
    put(kNewestHigh, at, sum.newest_event.high);
    put(kNewestLow, at, sum.newest_event.low);
    put(kNewestHandled, at, sum.newest_handled);
    put_bytes(kUsers, at, sum.users.encode());
  }

  DataChunk chunk_;
  duckdb_vector vectors_[kColumns] = {};
};

Outcome<void> write(const Connection& on, const char* table, Sums& sums) {
  auto appender = Appender::open(on, table);
  if (!appender) return unexpected(appender.error());
  SumChunk chunk;
  const auto sorted = sums.sorted();
  for (std::size_t at = 0; at < sorted.size(); at += SumChunk::capacity()) {
    const std::size_t size = std::min(sorted.size() - at, SumChunk::capacity());
    if (auto added = appender->append(chunk.fill(&sorted[at], size)); !added) return added;
  }
  return appender->close();
}

/// The starts whose sums are to be folded with new ones.
Outcome<std::vector<std::int64_t>> choose(const Connection& on, const std::string& table,
                                          const Sums& sums) {
  const auto sizes = sums.sizes();
  std::vector<std::int64_t> starts;
  starts.reserve(sizes.size());
  for (const auto& [start, size] : sizes) starts.push_back(start);
  Parameters with;
  with.add_list(starts);
  auto result = run(on,
                    "SELECT epoch_us(start), count(*) FROM " + table +
                        " WHERE start IN (SELECT make_timestamp(unnest($1))) GROUP BY start "
                        "ORDER BY start",
                    with);
  if (!result) return unexpected(result.error());
  std::vector<std::int64_t> chosen;
  std::int64_t left = kMostFolded;
  for_each_row(*result, [&](auto column, idx_t row) {
    const auto start = value_at<std::int64_t>(column(0), row);
    const auto stored = value_at<std::int64_t>(column(1), row);
    if (stored > left || stored > sizes.at(start) * kFoldedPerNew) return;
    left -= stored;
    chosen.push_back(start);
  });
  return chosen;
}

/// Takes the stored sums of the starts out of the table and into `sums`.
Outcome<void> take(const Connection& on, const std::string& table,
                   const std::vector<std::int64_t>& starts, Sums& sums) {
  Parameters with;
  with.add_list(starts);
  const std::string where =
      " FROM " + table + " WHERE start IN (SELECT make_timestamp(unnest($1)))";
  auto result = run(on, "SELECT " + std::string(kSumColumns) + where, with);
  if (!result) return unexpected(result.error());
  Result<void, UserSketchError> added;
  for_each_row(*result, [&](auto column, idx_t row) {
    const auto number = [&](Column of) { return value_at<std::int64_t>(column(of), row); };
    SumKey key{from_unix_us(number(kStart)), from_unix_us(number(kReceivedDay)),
               ProjectId{number(kProject)},  IssueId{number(kIssue)},
               HashId{number(kHash)},        std::string(text_at(column(kEnvironment), row))};
    Sum sum;
    sum.events = number(kEvents);
    sum.oldest = from_unix_us(number(kOldest));
    sum.newest = from_unix_us(number(kNewest));
    sum.newest_event = {value_at<std::uint64_t>(column(kNewestHigh), row),
                        value_at<std::uint64_t>(column(kNewestLow), row)};
    sum.newest_handled = value_at<bool>(column(kNewestHandled), row);
    if (added) added = sums.add(key, sum, text_at(column(kUsers), row));
  });
  if (!added) return unexpected(corrupt_sums(added.error()));
  const auto deleted = run(on, "DELETE" + where, with);
  if (!deleted) return unexpected(deleted.error());
  return {};
}

Outcome<void> add(const Connection& on, const char* name, Sums& sums, Repeated repeated) {
  if (sums.empty()) return {};
  if (repeated == Repeated::fold) {
    const std::string table = "store." + std::string(name);
    const auto starts = choose(on, table, sums);
    if (!starts) return unexpected(starts.error());
    if (!starts->empty()) {
      if (auto taken = take(on, table, *starts, sums); !taken) return taken;
    }
  }
  return write(on, name, sums);
}

}  // namespace

Failure corrupt_sums(UserSketchError error) {
  return {{ErrorKind::corrupt, "event_store_corrupt", std::string(to_string(error))}, false};
}

Outcome<std::optional<Timestamp>> summed_until(const Connection& on) {
  auto result = run(on, "SELECT until FROM store.summed");
  if (!result) return unexpected(result.error());
  std::optional<Timestamp> until;
  for_each_row(*result, [&until](auto column, idx_t row) {
    until = from_unix_us(value_at<std::int64_t>(column(0), row));
  });
  return until;
}

Outcome<void> set_summed_until(const Connection& on, Timestamp until) {
  Parameters with;
  with.add(until);
  auto moved = run(on, "UPDATE store.summed SET until = $1", with);
  if (moved && moved->rows_changed() == 0) {
    moved = run(on, "INSERT INTO store.summed VALUES ($1)", with);
  }
  if (!moved) return unexpected(moved.error());
  return {};
}

Outcome<std::optional<Timestamp>> SummedUntil::get(const Connection& on) {
  if (known_) return until_;
  const auto stored = summed_until(on);
  if (stored) set(*stored);
  return stored;
}

void SummedUntil::set(const std::optional<Timestamp>& committed) {
  until_ = committed;
  known_ = true;
}

Outcome<void> add_sums(const Connection& on, SumsByWidth& sums, Repeated repeated) {
  auto added = add(on, "hours", sums.hours, repeated);
  if (added) added = add(on, "days", sums.days, repeated);
  return added;
}

Outcome<SumsByWidth> sum_up(const Connection& on, std::optional<Timestamp> from, Timestamp to) {
  Parameters with;
  with.add(to);
  std::string sql =
      "SELECT ts, received, project, issue, hash_id, event_high, event_low, handled, environment, "
      "\"user\" FROM store.events WHERE received < $1";
  if (from) {
    with.add(*from);
    sql += " AND received >= $2";
  }
  auto result = run(on, sql, with);
  if (!result) return unexpected(result.error());
  SumsByWidth sums;
  for_each_row(*result, [&sums](auto column, idx_t row) {
    const auto number = [&](idx_t of) { return value_at<std::int64_t>(column(of), row); };
    sums.add({from_unix_us(number(0)),
              from_unix_us(number(1)),
              ProjectId{number(2)},
              IssueId{number(3)},
              HashId{number(4)},
              {value_at<std::uint64_t>(column(5), row), value_at<std::uint64_t>(column(6), row)},
              value_at<bool>(column(7), row),
              text_at(column(8), row),
              text_at(column(9), row)});
  });
  return sums;
}

}  // namespace picket::adapters::duck
