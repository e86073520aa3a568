#include "adapters/meta_sql/snapshot.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include "adapters/meta_sql/sqlite.h"
#include "base/may_block.h"
#include "base/units.h"

namespace picket::adapters {
namespace {

using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// A step that is asked about, or fails, often enough.
constexpr std::uint64_t kStepBytes = 1_MiB;
constexpr std::uint64_t kCacheBytes = 1_MiB;

sqlite_api::sqlite3* handle_of(soci::session& session) noexcept {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

/// It holds password hashes; SQLite itself would leave the mode to the umask.
Result<void> create_private(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) {
    ::close(fd);
    return {};
  }
  const int number = errno;
  return unexpected(Error{ErrorKind::unavailable, number == ENOSPC ? "disk_full" : "io_error",
                          path + ": " + std::generic_category().message(number)});
}

/// The file that is written.
class Target {
 public:
  explicit Target(const std::string& path) : path_(path) {
    sqlite_api::sqlite3* handle = nullptr;
    const int opened =
        sqlite_api::sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
    handle_.reset(handle);  // There is one even where it failed.
    check(opened);
    // Nobody goes on with a file that is not finished, and who asked for it syncs it.
    check(sqlite_api::sqlite3_exec(handle_.get(),
                                   "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr,
                                   nullptr, nullptr));
  }

  /// False when `progress` wanted no more.
  bool fill_from(sqlite_api::sqlite3* source, int pages_at_once, std::uint64_t page_bytes,
                 const Progress& progress) {
    auto* const copy = sqlite_api::sqlite3_backup_init(handle_.get(), "main", source, "main");
    if (copy == nullptr) check(sqlite_api::sqlite3_errcode(handle_.get()));
    int step = SQLITE_OK;
    bool go_on = true;
    while (step == SQLITE_OK && go_on) {
      step = sqlite_api::sqlite3_backup_step(copy, pages_at_once);
      const auto total = static_cast<std::uint64_t>(sqlite_api::sqlite3_backup_pagecount(copy));
      const auto left = static_cast<std::uint64_t>(sqlite_api::sqlite3_backup_remaining(copy));
      go_on = progress((total - left) * page_bytes, total * page_bytes);
    }
    const int finished = sqlite_api::sqlite3_backup_finish(copy);
    if (step == SQLITE_DONE) check(finished);
    if (step != SQLITE_DONE && step != SQLITE_OK) check(step);
    return step == SQLITE_DONE;
  }

 private:
  void check(int code) const {
    if (code == SQLITE_OK) return;
    throw soci::sqlite3_soci_error(path_ + ": " + sqlite_api::sqlite3_errstr(code), code);
  }

  const std::string path_;
  struct Close {
    void operator()(sqlite_api::sqlite3* handle) const { sqlite_api::sqlite3_close(handle); }
  };
  std::unique_ptr<sqlite_api::sqlite3, Close> handle_;
};

class Snapshot final : public MetaSnapshot {
 public:
  /// Throws.
  explicit Snapshot(const std::string& path)
      : session_(meta::open_sqlite({path, kCacheBytes, /*read_only=*/true})) {
    *session_ << "BEGIN";
    // The first read is what the transaction sees from then on.
    long long tables = 0;
    *session_ << "SELECT COUNT(*) FROM sqlite_master", soci::into(tables);
    *session_ << "PRAGMA page_count", soci::into(pages_);
    *session_ << "PRAGMA page_size", soci::into(page_bytes_);
  }

  std::uint64_t bytes() const override { return static_cast<std::uint64_t>(pages_ * page_bytes_); }

  Result<void> save(const std::string& path, const Progress& progress) override {
    PICKET_MAY_BLOCK();
    try {
      const auto page_bytes = static_cast<std::uint64_t>(page_bytes_);
      if (auto created = create_private(path); !created) return created;
      Target target(path);
      if (target.fill_from(handle_of(*session_), static_cast<int>(kStepBytes / page_bytes),
                           page_bytes, progress))
        return {};
    } catch (...) {
      return unexpected(meta::current_error());
    }
    return unexpected(Error{ErrorKind::unavailable, "stopped", path});
  }

 private:
  const std::unique_ptr<soci::session> session_;
  long long pages_ = 0;
  long long page_bytes_ = 1;
};

}  // namespace

Result<std::unique_ptr<MetaSnapshot>> MetaSnapshot::take(const std::string& path) {
  PICKET_MAY_BLOCK();
  try {
    return std::make_unique<Snapshot>(path);
  } catch (...) {
    return unexpected(meta::current_error());
  }
}

}  // namespace picket::adapters
