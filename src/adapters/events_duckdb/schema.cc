#include "adapters/events_duckdb/schema.h"

#include <iterator>

namespace picket::adapters::duck {
namespace {

// Number n is kMigrations[n - 1]. Never edited once released; columns are only added at the end of
// `events`, so that table order stays the order of columns.h.
constexpr const char* kMigrations[] = {
    R"sql(
CREATE TABLE store.events (
  ts TIMESTAMP NOT NULL,
  received TIMESTAMP NOT NULL,
  project BIGINT NOT NULL,
  issue BIGINT NOT NULL,
  hash_id BIGINT NOT NULL,
  event_high UBIGINT NOT NULL,
  event_low UBIGINT NOT NULL,
  category TINYINT NOT NULL,
  level UTINYINT NOT NULL,
  handled BOOLEAN NOT NULL,
  type VARCHAR NOT NULL,
  platform VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  culprit VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  transaction VARCHAR NOT NULL,
  release VARCHAR NOT NULL,
  dist VARCHAR NOT NULL,
  environment VARCHAR NOT NULL,
  "user" VARCHAR NOT NULL,
  user_email VARCHAR NOT NULL,
  sdk_name VARCHAR NOT NULL,
  sdk_version VARCHAR NOT NULL,
  trace_id VARCHAR NOT NULL,
  column_tags UTINYINT NOT NULL,
  tag_browser VARCHAR,
  tag_browser_name VARCHAR,
  tag_device VARCHAR,
  tag_device_family VARCHAR,
  tag_handled VARCHAR,
  tag_level VARCHAR,
  tag_logger VARCHAR,
  tag_mechanism VARCHAR,
  tag_os VARCHAR,
  tag_os_name VARCHAR,
  tag_runtime VARCHAR,
  tag_runtime_name VARCHAR,
  tag_server_name VARCHAR,
  tag_url VARCHAR,
  tags MAP(VARCHAR, VARCHAR) NOT NULL,
  tag_hashes UBIGINT[] NOT NULL,
  payload_container UBIGINT NOT NULL,
  payload_offset UBIGINT NOT NULL,
  payload_size UINTEGER NOT NULL
);
CREATE TABLE store.applied (topic VARCHAR NOT NULL, part UINTEGER NOT NULL, next BIGINT NOT NULL);
CREATE TABLE store.overrides (hash_id BIGINT NOT NULL, issue BIGINT NOT NULL);
CREATE TABLE store.totals (expired BIGINT NOT NULL);
INSERT INTO store.totals VALUES (0);
)sql",
    // Bit 7 of column_tags: a tag of the first five names is in `tags`.
    R"sql(
UPDATE store.events SET column_tags = column_tags | 128
WHERE list_has_any(map_keys(tags), ['dist', 'environment', 'release', 'transaction', 'user']);
)sql",
    // Sums of events by the hour and by the day. They are filled in the background.
    R"sql(
CREATE TABLE store.hours (
  start TIMESTAMP NOT NULL,
  received_day TIMESTAMP NOT NULL,
  project BIGINT NOT NULL,
  issue BIGINT NOT NULL,
  hash_id BIGINT NOT NULL,
  environment VARCHAR NOT NULL,
  events BIGINT NOT NULL,
  oldest TIMESTAMP NOT NULL,
  newest TIMESTAMP NOT NULL,
  newest_high UBIGINT NOT NULL,
  newest_low UBIGINT NOT NULL,
  newest_handled BOOLEAN NOT NULL,
  users BLOB NOT NULL
);
CREATE TABLE store.days (
  start TIMESTAMP NOT NULL,
  received_day TIMESTAMP NOT NULL,
  project BIGINT NOT NULL,
  issue BIGINT NOT NULL,
  hash_id BIGINT NOT NULL,
  environment VARCHAR NOT NULL,
  events BIGINT NOT NULL,
  oldest TIMESTAMP NOT NULL,
  newest TIMESTAMP NOT NULL,
  newest_high UBIGINT NOT NULL,
  newest_low UBIGINT NOT NULL,
  newest_handled BOOLEAN NOT NULL,
  users BLOB NOT NULL
);
CREATE TABLE store.summed (until TIMESTAMP NOT NULL);
)sql",
};
static_assert(std::size(kMigrations) == kSchemaVersion);

Outcome<void> apply(const Connection& on, int number) {
  Parameters version;
  version.add(std::int64_t{number});
  // The first migration also makes the table that says so, in the same transaction.
  const std::string record = number == 1 ? "INSERT INTO store.schema_version SELECT $1::INTEGER"
                                         : "UPDATE store.schema_version SET version = $1::INTEGER";
  auto done = run(on, "BEGIN");
  if (done && number == 1) {
    done = run(on, "CREATE TABLE store.schema_version (version INTEGER NOT NULL)");
  }
  if (done) done = run(on, kMigrations[number - 1]);
  if (done) done = run(on, record, version);
  if (done) done = run(on, "COMMIT");
  if (done) return {};
  static_cast<void>(run(on, "ROLLBACK"));  // Closing the database would do as well.
  return unexpected(done.error());
}

}  // namespace

Outcome<int> schema_version(const Connection& on) {
  auto exists = run(on,
                    "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'store' AND "
                    "table_name = 'schema_version'");
  if (!exists) return unexpected(exists.error());
  if (exists->single_int64() == 0) return 0;
  auto version = run(on, "SELECT max(version)::BIGINT FROM store.schema_version");
  if (!version) return unexpected(version.error());
  return static_cast<int>(version->single_int64());
}

Outcome<void> migrate(const Connection& on) {
  const auto found = schema_version(on);
  if (!found) return unexpected(found.error());
  if (*found > kSchemaVersion) {
    return unexpected(Failure{{ErrorKind::conflict, "schema_too_new",
                               "the event store has schema " + std::to_string(*found) +
                                   ", this program knows " + std::to_string(kSchemaVersion)},
                              false});
  }
  for (int number = *found + 1; number <= kSchemaVersion; ++number) {
    if (const auto applied = apply(on, number); !applied) return applied;
  }
  return {};
}

}  // namespace picket::adapters::duck
