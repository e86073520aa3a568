// The backup that a process takes: begun, asked about, stopped.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>

#include "app/backup/take.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "base/result.h"

namespace picket::app {

struct BackupStatus {
  enum class State : std::uint8_t { none, running, done, failed };

  State state = State::none;
  std::string folder;
  std::uint64_t done_bytes = 0;
  std::uint64_t total_bytes = 0;
  std::size_t files = 0;  ///< Once done, as the next two.
  std::uint64_t bytes = 0;
  Timestamp taken{};
  std::optional<Error> error;  ///< Once failed.
};

/// One at a time, on a thread of its own: it may take hours, and no request does. Thread-safe.
/// Whoever began it must ask how far it is, or it is stopped: its command may have been ended, and
/// nobody would know of what fills the disk. What `parts` refers to outlives it.
class Backups {
 public:
  /// A command asks each half second; a server with all its threads busy lets it wait.
  static constexpr std::chrono::seconds kAbandonedAfter{60};

  explicit Backups(BackupParts parts, std::chrono::milliseconds abandoned_after = kAbandonedAfter);
  /// Stops one that runs, and waits for it.
  ~Backups();
  Backups(const Backups&) = delete;
  Backups& operator=(const Backups&) = delete;

  /// conflict / "backup_running" while there is one.
  Result<void> begin(BackupOrder order);
  /// Of the last one.
  BackupStatus status();
  /// Asks it to end; it removes what it wrote.
  void stop();
  /// Stops and waits. No other is begun afterwards.
  void close();

 private:
  void run(const BackupOrder& order);
  bool report(std::uint64_t done, std::uint64_t total);

  const BackupParts parts_;
  const std::chrono::milliseconds abandoned_after_;
  Mutex mutex_;
  BackupStatus status_ PICKET_GUARDED_BY(mutex_);
  Deadline abandoned_ PICKET_GUARDED_BY(mutex_) = Deadline::never();
  bool stopping_ PICKET_GUARDED_BY(mutex_) = false;
  bool closed_ PICKET_GUARDED_BY(mutex_) = false;
  std::thread thread_;  ///< Of begin() and close(), which `starting_` keeps apart.
  Mutex starting_;
};

}  // namespace picket::app
