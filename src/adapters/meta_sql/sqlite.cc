#include "adapters/meta_sql/sqlite.h"

#include <algorithm>
#include <cerrno>
#include <new>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include "base/unicode.h"
#include "base/units.h"

namespace picket::adapters::meta {
namespace {

// Pages: rows are a few hundred bytes and blobs some 100 KB; 8 KiB halves the depth of 4.
constexpr int kPageBytes = 8192;
// Pages of write-ahead log that start a checkpoint: 8 MiB, so that one takes some 10 ms.
constexpr int kCheckpointPages = 1000;
// What a log that a long reader let grow is cut back to.
constexpr std::uint64_t kJournalBytes = 16_MiB;

sqlite_api::sqlite3* handle_of(soci::session& session) noexcept {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

// Connection keeps its threads apart, so SQLite's own mutexes, several for each statement, would
// only cost time: a tenth of an issue's update. So do the totals of its memory, which nobody reads.
// It refuses when SQLite already runs, and then locks as by default, which is harmless.
void leave_locking_to_us() noexcept {
  static const bool done = [] {
    return sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
           sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  }();
  static_cast<void>(done);
}

// It holds password hashes. SQLite gives the files beside it the mode of the database. One that is
// there is not opened: to close it would end the locks that SQLite has on it in this process
// (sqlite.org/howtocorrupt.html, 2.2), and the next program to look into it would take the log away
// as one that nobody uses.
void create_private(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST) return;
  if (fd < 0) throw std::system_error(errno, std::generic_category(), path);
  ::close(fd);
}

// SQLite's own lower() knows ASCII only, PostgreSQL's all of Unicode: so does this one.
void lower(sqlite_api::sqlite3_context* context, int, sqlite_api::sqlite3_value** arguments) {
  const auto* text = reinterpret_cast<const char*>(sqlite_api::sqlite3_value_text(arguments[0]));
  if (text == nullptr) return;  // NULL stays NULL.
  const auto size = static_cast<std::size_t>(sqlite_api::sqlite3_value_bytes(arguments[0]));
  try {
    std::string lowered;
    lowered.reserve(size);
    unicode::append_lower({text, size}, lowered);
    auto* copy = static_cast<char*>(sqlite_api::sqlite3_malloc64(lowered.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    lowered.copy(copy, lowered.size());
    sqlite_api::sqlite3_result_text64(context, copy, lowered.size(), sqlite_api::sqlite3_free,
                                      SQLITE_UTF8);
  } catch (const std::bad_alloc&) {
    sqlite_api::sqlite3_result_error_nomem(context);
  }
}

void set_up(soci::session& session, const SqliteOptions& options) {
  sqlite_api::sqlite3_create_function(handle_of(session), "lower", 1,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, lower, nullptr,
                                      nullptr);
  session << fmt::format("PRAGMA page_size = {}", kPageBytes);
  if (!options.path.empty()) {
    std::string mode;
    session << "PRAGMA journal_mode = WAL", soci::into(mode);
    if (mode != "wal") throw std::runtime_error("no write-ahead log on this file system: " + mode);
  }
  session << "PRAGMA synchronous = FULL";
  session << fmt::format("PRAGMA wal_autocheckpoint = {}", kCheckpointPages);
  session << fmt::format("PRAGMA journal_size_limit = {}", kJournalBytes);
  session << fmt::format("PRAGMA cache_size = -{}", options.cache_bytes / 1_KiB);
  session << "PRAGMA temp_store = MEMORY";
  // Debian's build zeroes what it frees; FAST does so where it costs no extra write.
  session << "PRAGMA secure_delete = FAST";
  // Rows that `PRAGMA optimize` looks at per index: sqlite.org advises 100 to 1000.
  session << "PRAGMA analysis_limit = 400";
  session << "PRAGMA foreign_keys = ON";
  if (options.read_only) session << "PRAGMA query_only = ON";
}

Error sqlite_error(int code, std::string what) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {ErrorKind::unavailable, "disk_full", std::move(what)};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return {ErrorKind::unavailable, "io_error", std::move(what)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::unavailable, "locked", std::move(what)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorKind::unavailable, "not_writable", std::move(what)};
    case SQLITE_NOMEM:
      return {ErrorKind::unavailable, "out_of_memory", std::move(what)};
    case SQLITE_CONSTRAINT: {
      const bool reference = what.find("FOREIGN KEY") != std::string::npos;
      return {ErrorKind::conflict, reference ? "missing_reference" : "already_exists",
              std::move(what)};
    }
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorKind::corrupt, "corrupt", std::move(what)};
    default:
      return {ErrorKind::internal, "sql_error", std::move(what)};
  }
}

}  // namespace

std::unique_ptr<soci::session> open_sqlite(const SqliteOptions& options) {
  // SOCI has no escape for a quote inside a quoted value.
  if (options.path.find('"') != std::string::npos) {
    throw std::invalid_argument("a quote in the path of the database");
  }
  leave_locking_to_us();
  if (!options.path.empty()) create_private(options.path);
  const std::string name = options.path.empty() ? ":memory:" : options.path;
  auto session = std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + name + "\"");
  set_busy_timeout(*session, std::chrono::seconds(5));
  set_up(*session, options);
  return session;
}

Error current_error() noexcept {
  try {
    throw;
  } catch (const soci::sqlite3_soci_error& e) {
    return sqlite_error(e.result(), e.what());
  } catch (const std::system_error& e) {
    const bool full = e.code() == std::errc::no_space_on_device;
    return {ErrorKind::unavailable, full ? "disk_full" : "io_error", e.what()};
  } catch (const std::invalid_argument& e) {
    return {ErrorKind::invalid_argument, "bad_path", e.what()};
  } catch (const std::bad_alloc& e) {
    return {ErrorKind::unavailable, "out_of_memory", e.what()};
  } catch (const std::exception& e) {
    return {ErrorKind::internal, "sql_error", e.what()};
  }
}

void set_busy_timeout(soci::session& session, std::chrono::milliseconds wait) noexcept {
  constexpr std::chrono::milliseconds kLongest = std::chrono::hours(1);  // It is an int inside.
  sqlite_api::sqlite3_busy_timeout(handle_of(session),
                                   static_cast<int>(std::min(wait, kLongest).count()));
}

bool in_transaction(soci::session& session) noexcept {
  return sqlite_api::sqlite3_get_autocommit(handle_of(session)) == 0;
}

}  // namespace picket::adapters::meta
