#include "app/backup/backups.h"

#include <utility>

#include <fmt/format.h>

namespace picket::app {

Backups::Backups(BackupParts parts, std::chrono::milliseconds abandoned_after)
    : parts_(std::move(parts)), abandoned_after_(abandoned_after) {}

Backups::~Backups() {
  close();
}

Result<void> Backups::begin(BackupOrder order) {
  const MutexLock starting(starting_);
  {
    const MutexLock lock(mutex_);
    if (closed_) {
      return unexpected(
          Error{ErrorKind::unavailable, "backup_stopped", "the server is about to stop"});
    }
    if (status_.state == BackupStatus::State::running) {
      return unexpected(
          Error{ErrorKind::conflict, "backup_running",
                fmt::format("a backup to {} is being taken: wait for it", status_.folder)});
    }
    status_ = {};
    status_.state = BackupStatus::State::running;
    status_.folder = order.folder;
    stopping_ = false;
    abandoned_ = Deadline::in(abandoned_after_);
  }
  if (thread_.joinable()) thread_.join();  // It has ended, or its state would be running.
  thread_ = std::thread([this, order = std::move(order)] { run(order); });
  return {};
}

BackupStatus Backups::status() {
  const MutexLock lock(mutex_);
  abandoned_ = Deadline::in(abandoned_after_);
  return status_;
}

void Backups::stop() {
  const MutexLock lock(mutex_);
  stopping_ = true;
}

void Backups::close() {
  const MutexLock starting(starting_);
  {
    const MutexLock lock(mutex_);
    closed_ = true;
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool Backups::report(std::uint64_t done, std::uint64_t total) {
  const MutexLock lock(mutex_);
  status_.done_bytes = done;
  status_.total_bytes = total;
  return !stopping_ && !abandoned_.over();
}

void Backups::run(const BackupOrder& order) {
  auto taken = take_backup(parts_, order, [this](std::uint64_t done, std::uint64_t total) {
    return report(done, total);
  });
  const MutexLock lock(mutex_);
  if (!taken) {
    status_.state = BackupStatus::State::failed;
    status_.error = std::move(taken.error());
    return;
  }
  status_.state = BackupStatus::State::done;
  status_.files = taken->files.size();
  status_.bytes = taken->bytes();
  status_.taken = taken->taken;
}

}  // namespace picket::app
