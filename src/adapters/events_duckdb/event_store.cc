#include "adapters/events_duckdb/event_store.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "adapters/events_duckdb/queries.h"
#include "adapters/events_duckdb/schema.h"
#include "adapters/events_duckdb/summing.h"
#include "base/fault_point.h"
#include "base/utf8.h"

namespace picket::adapters {
namespace {

using duck::Connection;
using duck::Failure;
using duck::Outcome;
using duck::Parameters;

/// Rows that one transaction removes of those that are not summed up: some 10 ms, and appends need
/// not wait longer.
constexpr std::int64_t kRemovedAtOnce = 100'000;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Failure injected(const char* where) {
  return {{ErrorKind::unavailable, "fault_injected", where}, false};
}

Outcome<std::vector<Connection>> connect_all(const duck::Instance& instance, std::size_t count) {
  std::vector<Connection> connections;
  for (std::size_t i = 0; i < count; ++i) {
    auto connection = duck::connect(instance);
    if (!connection) return unexpected(connection.error());
    connections.push_back(std::move(*connection));
  }
  return connections;
}

/// What the body of a transaction wants done with it.
enum class Finish : std::uint8_t { commit, roll_back };

/// Moves the partition's offset up to `next`; false when it is there already. Asked of the database
/// every time, never remembered: after a failed commit only the disk knows.
Outcome<bool> advance(const Connection& on, const ports::TopicPartition& from, ports::Offset next) {
  Parameters parameters;
  parameters.add(from.topic);
  parameters.add(std::int64_t{from.partition});
  parameters.add(next);
  // Mostly the only statement: each costs as much as fifty rows.
  auto moved = duck::run(
      on, "UPDATE store.applied SET next = $3 WHERE topic = $1 AND part = $2 AND next < $3",
      parameters);
  if (!moved) return unexpected(moved.error());
  if (moved->rows_changed() != 0) return true;
  const auto applied = duck::applied_offset(on, from);
  if (!applied) return unexpected(applied.error());
  if (next <= *applied) return false;
  const auto added = duck::run(on, "INSERT INTO store.applied VALUES ($1, $2, $3)", parameters);
  if (!added) return unexpected(added.error());
  return true;
}

/// Sums of the rows that the tables of sums are past already.
Outcome<void> add_late_sums(const Connection& on, duck::SummedUntil& summed_until,
                            std::span<const domain::EventRow> rows) {
  const auto until = summed_until.get(on);
  if (!until) return unexpected(until.error());
  if (!*until) return {};
  duck::SumsByWidth sums;
  for (const domain::EventRow& row : rows) {
    if (row.received >= **until) continue;
    // As it is stored.
    const std::string environment = to_valid_utf8(row.environment);
    const std::string user = to_valid_utf8(row.user);
    sums.add({row.timestamp, row.received, row.project, row.issue, row.hash_id, row.event_id,
              row.handled, environment, user});
  }
  return duck::add_sums(on, sums, duck::Repeated::keep);
}

/// Rows, late sums and offset of one batch, inside the transaction open on `on`.
Outcome<Finish> put_batch(const Connection& on, duck::RowWriter& writer,
                          const ports::TopicPartition& from, ports::Offset next,
                          duck::SummedUntil& summed_until, std::span<const domain::EventRow> rows) {
  const auto is_new = advance(on, from, next);
  if (!is_new) return unexpected(is_new.error());
  if (!*is_new) return Finish::roll_back;
  if (!rows.empty()) {
    auto appended = duck::append_rows(on, writer, rows);
    if (appended) appended = add_late_sums(on, summed_until, rows);
    if (!appended) return unexpected(appended.error());
  }
  return Finish::commit;
}

/// Deletes by a statement and counts what it deleted as expired, inside the transaction open on
/// `on`.
Outcome<Finish> delete_and_count(const Connection& on, const std::string& sql,
                                 const Parameters& with, std::int64_t& dropped) {
  auto deleted = duck::run(on, sql, with);
  if (!deleted) return unexpected(deleted.error());
  dropped = deleted->rows_changed();
  if (dropped == 0) return Finish::roll_back;
  Parameters count;
  count.add(dropped);
  const auto counted = duck::run(on, "UPDATE store.totals SET expired = expired + $1", count);
  if (!counted) return unexpected(counted.error());
  return Finish::commit;
}

/// Deletes the sums that meet a condition on `e`, inside the transaction open on `on`.
Outcome<void> delete_sums(const Connection& on, const std::string& condition,
                          const Parameters& with) {
  for (const char* table : {"hours", "days"}) {
    const auto deleted = duck::run(on,
                                   fmt::format("DELETE FROM store.{0} WHERE rowid IN "
                                               "(SELECT e.rowid FROM store.{0} e WHERE {1})",
                                               table, condition),
                                   with);
    if (!deleted) return unexpected(deleted.error());
  }
  return {};
}

/// The first day on which summed up events were received that meet a condition on `e`.
Outcome<std::optional<Timestamp>> first_summed_day(const Connection& on,
                                                   const std::string& condition,
                                                   const Parameters& with) {
  auto result = duck::run(
      on, "SELECT e.received_day FROM store.days e WHERE " + condition + " ORDER BY 1 LIMIT 1",
      with);
  if (!result) return unexpected(result.error());
  std::optional<Timestamp> day;
  duck::for_each_row(*result, [&day](auto column, idx_t row) {
    day = from_unix_us(duck::value_at<std::int64_t>(column(0), row));
  });
  return day;
}

/// Events to remove: a condition on `e`, rows of events or sums, in which $1 is a list of ids.
struct Removal {
  const char* condition;
  std::vector<std::int64_t> ids;
};

/// One step: those that were received on the first day on which some were summed up, so that sums
/// stay what they are the sums of; without such a day some of the rest. `more` after it.
Outcome<Finish> remove_some(const Connection& on, const Removal& which, std::int64_t& dropped,
                            bool& more) {
  Parameters with;
  with.add_list(which.ids);
  const auto day = first_summed_day(on, which.condition, with);
  if (!day) return unexpected(day.error());
  if (!*day) {
    const auto finish = delete_and_count(
        on,
        fmt::format("DELETE FROM store.events WHERE rowid IN (SELECT e.rowid FROM store.events e "
                    "WHERE {} LIMIT {})",
                    which.condition, kRemovedAtOnce),
        with, dropped);
    more = dropped == kRemovedAtOnce;
    return finish;
  }
  more = true;
  with.add(**day);
  const auto gone =
      delete_sums(on, fmt::format("({}) AND e.received_day = $2", which.condition), with);
  if (!gone) return unexpected(gone.error());
  with.add(**day + std::chrono::days(1));
  const auto counted = delete_and_count(
      on,
      fmt::format("DELETE FROM store.events WHERE rowid IN (SELECT e.rowid FROM store.events e "
                  "WHERE ({}) AND e.received >= $2 AND e.received < $3)",
                  which.condition),
      with, dropped);
  if (!counted) return unexpected(counted.error());
  return Finish::commit;
}

}  // namespace

static_assert(DuckdbEventStore::kSchemaVersion == duck::kSchemaVersion);

DuckdbEventStore::DuckdbEventStore(DuckdbEventStoreOptions options, obs::Logger& log,
                                   obs::Registry& metrics)
    : options_(std::move(options)),
      telemetry_(log, metrics),
      readers_(options_.readers),
      heavy_readers_(options_.heavy_readers) {}

DuckdbEventStore::~DuckdbEventStore() {
  readers_.close();
  heavy_readers_.close();
}

Result<std::unique_ptr<DuckdbEventStore>> DuckdbEventStore::open(DuckdbEventStoreOptions options,
                                                                 obs::Logger& log,
                                                                 obs::Registry& metrics) {
  std::unique_ptr<DuckdbEventStore> store(new DuckdbEventStore(std::move(options), log, metrics));
  const MutexLock lock(store->writer_mutex_);
  if (const auto opened = store->open_now(); !opened) return unexpected(opened.error());
  return store;
}

Result<int> DuckdbEventStore::stored_schema_version(const DuckdbEventStoreOptions& options) {
  if (!std::filesystem::exists(duck::database_file(options))) return 0;
  const auto instance = duck::open_instance(options);
  if (!instance) return unexpected(instance.error().error);
  const auto version = duck::schema_version(instance->writer);
  if (!version) return unexpected(version.error().error);
  return *version;
}

Result<void> DuckdbEventStore::open_now() {
  readers_.close();
  heavy_readers_.close();
  instance_ = {};  // One process may open the file twice, to its ruin: close before opening.
  auto instance = duck::open_instance(options_);
  if (!instance) return unexpected(instance.error().error);
  if (const auto migrated = duck::migrate(instance->writer); !migrated) {
    return unexpected(migrated.error().error);
  }
  const auto overrides = duck::overrides(instance->writer);
  if (!overrides) return unexpected(overrides.error().error);
  const auto stray_tags = duck::has_stray_tags(instance->writer);
  if (!stray_tags) return unexpected(stray_tags.error().error);
  const auto applied = duck::applied_offsets(instance->writer);
  if (!applied) return unexpected(applied.error().error);
  auto connections = connect_all(*instance, readers_.connections());
  if (!connections) return unexpected(connections.error().error);
  auto heavy_connections = connect_all(*instance, heavy_readers_.connections());
  if (!heavy_connections) return unexpected(heavy_connections.error().error);
  telemetry_.repaired(instance->repair);
  if (instance->repair.kind != duck::WalRepair::Kind::none) fall_back_.fell_back();
  safe_.opened(*applied, instance->was_checkpointed);
  use_overrides(*overrides);
  has_stray_tags_ = *stray_tags;
  summed_until_.forget();
  instance_ = std::move(*instance);
  readers_.open(*std::move(connections));
  heavy_readers_.open(*std::move(heavy_connections));
  broken_ = false;
  return {};
}

Result<void> DuckdbEventStore::ensure_open() {
  if (!broken_) return {};
  const auto opened = open_now();
  if (opened) {
    const MutexLock lock(failure_mutex_);
    telemetry_.reopened(last_failure_);
  }
  return opened;
}

void DuckdbEventStore::use_overrides(std::span<const ports::HashOverride> overrides) {
  auto table = std::make_shared<const duck::OverrideTable>(overrides);
  const MutexLock lock(overrides_mutex_);
  overrides_ = std::move(table);
}

void DuckdbEventStore::note_failure(const Failure& failure) {
  if (!failure.fatal) return;
  {
    const MutexLock lock(failure_mutex_);
    last_failure_ = failure.error;
  }
  broken_ = true;
}

/// Runs `body` on the writer between BEGIN and COMMIT. After a COMMIT that fails nobody can tell
/// what the instance still believes, so it counts as broken, and what is on disk decides.
template <class Body>
Result<void> DuckdbEventStore::in_transaction(Body body) {
  if (auto opened = ensure_open(); !opened) return opened;
  if (auto room = wait_for_room(); !room) return room;
  Outcome<Finish> wanted = Finish::roll_back;
  if (const auto begun = duck::run(instance_.writer, "BEGIN"); begun) {
    wanted = body(instance_.writer);
    if (wanted && *wanted == Finish::commit && fault_point("events.before_commit")) {
      wanted = unexpected(injected("events.before_commit"));
    }
  } else {
    wanted = unexpected(begun.error());
  }
  const bool committing = wanted && *wanted == Finish::commit;
  auto finished = duck::run(instance_.writer, committing ? "COMMIT" : "ROLLBACK");
  if (!finished) finished.error().fatal = true;
  if (committing && finished && fault_point("events.after_commit")) {
    finished = unexpected(injected("events.after_commit"));
  }
  if (!finished) note_failure(finished.error());
  if (!wanted) {
    note_failure(wanted.error());
    return unexpected(wanted.error().error);
  }
  if (!finished) return unexpected(finished.error().error);
  return {};
}

void DuckdbEventStore::checkpoint() {
  if (held_) return;
  const auto start = std::chrono::steady_clock::now();
  const auto done = fault_point("events.checkpoint")
                        ? unexpected(injected("events.checkpoint"))
                        : duck::run(instance_.writer, "CHECKPOINT store");
  if (done) {
    safe_.checkpointed();
    telemetry_.checkpointed(std::chrono::duration<double>(seconds_since(start)));
    return;
  }
  // The commit before it stands; a WAL that stays big is tried again after the next one.
  note_failure(done.error());
  telemetry_.checkpoint_failed(done.error().error);
}

Result<ports::Offset> DuckdbEventStore::append(const ports::TopicPartition& from,
                                               ports::Offset next,
                                               std::span<const domain::EventRow> rows) {
  const auto start = std::chrono::steady_clock::now();
  ++appends_waiting_;
  const MutexLock lock(writer_mutex_);
  --appends_waiting_;
  append_done_.notify_all();  // Whoever waits gets the mutex when this call ends.
  if (auto opened = ensure_open(); !opened) return unexpected(std::move(opened.error()));
  if (fall_back_.must_ask(from)) {
    return unexpected(Error{ErrorKind::unavailable, "event_store_fell_back", "ask where it is"});
  }
  // The analysis does not see into the lambda that the lock is held there.
  duck::RowWriter* const writer = &row_writer_;
  duck::SummedUntil* const summed_until = &summed_until_;
  Finish finish = Finish::roll_back;
  auto done = in_transaction([&](const Connection& on) -> Outcome<Finish> {
    auto put = put_batch(on, *writer, from, next, *summed_until, rows);
    if (put) finish = *put;
    if (writer->wrote_stray_tags()) has_stray_tags_ = true;  // Before anybody can see them.
    return put;
  });
  if (!done) return unexpected(std::move(done.error()));
  if (finish == Finish::roll_back) return safe_.of(from);
  safe_.committed(from, next);
  if (duck::wal_bytes(options_) >= options_.checkpoint_bytes) checkpoint();
  telemetry_.appended(rows.size(), std::chrono::duration<double>(seconds_since(start)));
  return safe_.of(from);
}

Result<void> DuckdbEventStore::set_overrides(std::span<const ports::HashOverride> overrides) {
  if (auto checked = ports::check_overrides(overrides); !checked) return checked;
  std::vector<std::int64_t> hashes;
  std::vector<std::int64_t> issues;
  for (const ports::HashOverride& entry : overrides) {
    hashes.push_back(entry.hash.value);
    issues.push_back(entry.issue.value);
  }
  Parameters parameters;
  parameters.add_list(hashes);
  parameters.add_list(issues);
  const MutexLock lock(writer_mutex_);
  auto done = in_transaction([&](const Connection& on) -> Outcome<Finish> {
    auto replaced = duck::run(on, "DELETE FROM store.overrides");
    if (replaced && !overrides.empty()) {
      replaced =
          duck::run(on, "INSERT INTO store.overrides SELECT unnest($1), unnest($2)", parameters);
    }
    if (!replaced) return unexpected(replaced.error());
    return Finish::commit;
  });
  if (done) use_overrides(overrides);
  return done;
}

Result<std::int64_t> DuckdbEventStore::expire(Timestamp before) {
  const Timestamp limit = std::chrono::floor<std::chrono::days>(before);
  std::int64_t dropped = 0;
  const MutexLock lock(writer_mutex_);
  for (;;) {
    const auto of_day = expire_a_day(limit);
    if (!of_day) return unexpected(of_day.error());
    if (*of_day == 0) break;
    dropped += *of_day;
    telemetry_.expired(*of_day);
    let_append_pass();
  }
  if (dropped != 0) checkpoint();  // Only then are the days' blocks free for new rows.
  return dropped;
}

Result<std::int64_t> DuckdbEventStore::expire_a_day(Timestamp limit) {
  std::int64_t dropped = 0;
  const auto done = in_transaction([&](const Connection& on) -> Outcome<Finish> {
    Parameters past;
    past.add(limit);
    auto oldest =
        duck::run(on, "SELECT epoch_us(min(received)) FROM store.events WHERE received < $1", past);
    if (!oldest) return unexpected(oldest.error());
    // No row reads as the day 0, of which nothing will be found.
    const auto day = std::chrono::floor<std::chrono::days>(from_unix_us(oldest->single_int64()));
    Parameters end;
    end.add(std::min<Timestamp>(limit, day + std::chrono::days(1)));
    if (auto gone = delete_sums(on, "e.received_day < $1", end); !gone) {
      return unexpected(gone.error());
    }
    return delete_and_count(on, "DELETE FROM store.events WHERE received < $1", end, dropped);
  });
  if (!done) return unexpected(done.error());
  return dropped;
}

Result<std::int64_t> DuckdbEventStore::remove_where(const char* condition,
                                                    std::vector<std::int64_t> ids) {
  const Removal which{condition, std::move(ids)};
  std::int64_t removed = 0;
  const MutexLock lock(writer_mutex_);
  for (bool more = true; more;) {
    std::int64_t dropped = 0;
    const auto done =
        in_transaction([&](const Connection& on) { return remove_some(on, which, dropped, more); });
    if (!done) return unexpected(done.error());
    removed += dropped;
    if (more) let_append_pass();
  }
  if (removed == 0) return removed;
  telemetry_.expired(removed);
  checkpoint();
  return removed;
}

Result<std::int64_t> DuckdbEventStore::remove_issues(std::span<const IssueId> issues) {
  if (auto checked = ports::check_issues(issues); !checked) return unexpected(checked.error());
  if (issues.empty()) return 0;
  std::vector<std::int64_t> ids;
  for (const IssueId issue : issues) ids.push_back(issue.value);
  return remove_where(
      "(list_contains($1, e.issue) AND e.hash_id NOT IN (SELECT hash_id FROM store.overrides)) OR "
      "e.hash_id IN (SELECT hash_id FROM store.overrides WHERE list_contains($1, issue))",
      std::move(ids));
}

Result<std::int64_t> DuckdbEventStore::remove_project(ProjectId project) {
  return remove_where("list_contains($1, e.project)", {project.value});
}

Result<bool> DuckdbEventStore::sum_up(Timestamp now) {
  const MutexLock lock(writer_mutex_);
  duck::SummedUntil* const summed_until = &summed_until_;
  duck::SummingStep step;
  const auto done = in_transaction([&](const Connection& on) -> Outcome<Finish> {
    const auto until = summed_until->get(on);
    if (!until) return unexpected(until.error());
    const auto summed = duck::sum_some(on, *until, now);
    if (!summed) return unexpected(summed.error());
    step = *summed;
    return step.done ? Finish::commit : Finish::roll_back;
  });
  if (!done) {
    summed_until_.forget();
    return unexpected(done.error());
  }
  summed_until_.set(step.until);
  if (step.done && duck::wal_bytes(options_) >= options_.checkpoint_bytes) checkpoint();
  if (step.more) let_append_pass();
  return step.more;
}

void DuckdbEventStore::let_append_pass() {
  // A mutex that is given back and taken again at once goes to nobody else.
  constexpr auto kLongest = std::chrono::seconds(1);
  if (appends_waiting_ == 0) return;
  append_done_.wait_until(writer_mutex_, std::chrono::steady_clock::now() + kLongest);
}

}  // namespace picket::adapters
