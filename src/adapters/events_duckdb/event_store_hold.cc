// Keeping the database file as a checkpoint left it, while it is copied.
//
// Between two checkpoints DuckDB changes nothing that the file's header refers to: commits go to
// the WAL, and rows that are written ahead of their commit go to blocks that are free. So whoever
// copies the file after a checkpoint, with no other one before the copy is done, has the database
// as of the checkpoint.
#include <chrono>
#include <utility>

#include "adapters/events_duckdb/event_store.h"

namespace picket::adapters {
namespace {

/// How long a change waits for the copy, once the WAL is full. Its caller tries again, and has a
/// stop to look after.
constexpr std::chrono::seconds kWaitForRelease{1};

}  // namespace

Result<std::uint64_t> DuckdbEventStore::hold_file(
    const std::function<Result<void>()>& at_this_moment) {
  const MutexLock lock(writer_mutex_);
  if (held_) {
    return unexpected(
        Error{ErrorKind::conflict, "event_store_held", "its file is being copied already"});
  }
  if (auto opened = ensure_open(); !opened) return unexpected(std::move(opened.error()));
  checkpoint();
  if (broken_ || duck::wal_bytes(options_) != 0) {
    return unexpected(Error{ErrorKind::unavailable, "event_store_checkpoint",
                            "the event store could not checkpoint, see its log; try again"});
  }
  if (!view_) {
    auto view = duck::FileView::open(duck::database_file(options_));
    if (!view) return unexpected(std::move(view.error()));
    view_ = *std::move(view);
  }
  const auto headers = view_->headers();
  if (!headers) return unexpected(headers.error());
  const auto size = view_->size();
  if (!size) return size;
  if (auto done = at_this_moment(); !done) return unexpected(std::move(done.error()));
  held_ = *headers;
  return size;
}

Result<void> DuckdbEventStore::read_held(std::uint64_t position, std::span<char> out) const {
  return view_->read(position, out);
}

Result<void> DuckdbEventStore::check_held() {
  const MutexLock lock(writer_mutex_);
  const auto headers = view_->headers();
  if (!headers) return unexpected(headers.error());
  if (held_ && *headers == *held_) return {};
  return unexpected(Error{ErrorKind::unavailable, "snapshot_moved",
                          "the event store had to be opened again while it was copied, see its "
                          "log; try again"});
}

void DuckdbEventStore::release_file() {
  const MutexLock lock(writer_mutex_);
  held_.reset();
  released_.notify_all();
}

Result<void> DuckdbEventStore::wait_for_room() {
  // DuckDB would checkpoint by itself at twice this.
  const std::uint64_t most = duck::automatic_checkpoint_bytes(options_) / 2;
  const auto until = std::chrono::steady_clock::now() + kWaitForRelease;
  while (held_ && duck::wal_bytes(options_) >= most) {
    if (!released_.wait_until(writer_mutex_, until) && held_) {
      return unexpected(Error{ErrorKind::unavailable, "event_store_held",
                              "its file is being copied and its WAL is full"});
    }
  }
  return {};
}

}  // namespace picket::adapters
