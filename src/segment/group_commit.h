// GroupCommit: one thread that takes everything that waits and commits it at once, so that one sync
// serves many callers. A lone request is committed at once. While one group is being synced the
// next one gathers; where requests come side by side it gathers for `gather` more, because a fast
// disk would otherwise be asked for a sync per request, which costs more than the request.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include <pthread.h>

#include "base/deadline.h"
#include "base/mutex.h"
#include "base/units.h"

namespace picket::segment {

/// What may wait or be under way at once; more is refused. A single request over `max_bytes` is
/// taken when nothing else is there.
struct GroupCommitLimits {
  /// Memory: with two partitions 32 MiB of the 384 MB budget; 3 s of ingest at 1,000 events/s of
  /// 5 KB each, so a disk that stalls shorter than that refuses nobody.
  std::uint64_t max_bytes = 16_MiB;
  /// For tiny records, whose bookkeeping outweighs their bytes.
  std::size_t max_requests = 16'384;
  /// How long a group gathers when it, or the one before, has more than one request. It ends early
  /// with a quarter of `max_bytes`.
  std::chrono::microseconds gather{0};
};

enum class Admission : std::uint8_t { accepted, full, closed };

/// Thread-safe. `commit` is called on the one thread, without locks, with at least one request, in
/// the order of submission; what it refers to outlives this.
template <class Request>
class GroupCommit {
 public:
  using Commit = std::function<void(std::vector<Request>&)>;

  /// `thread_name`: at most 15 characters, as shown by top -H.
  GroupCommit(const char* thread_name, GroupCommitLimits limits, Commit commit)
      : limits_(limits), commit_(std::move(commit)), thread_([this] { run(); }) {
    ::pthread_setname_np(thread_.native_handle(), thread_name);
  }

  /// Commits what waits first.
  ~GroupCommit() {
    (void)close(Deadline::now());
    thread_.join();
  }
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// Moves from `request` only when it is accepted. `bytes`: what it counts for.
  Admission submit(Request& request, std::uint64_t bytes) PICKET_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return admit(request, bytes);
  }

  /// Waits for room.
  Admission submit_or_wait(Request& request, std::uint64_t bytes, Deadline deadline)
      PICKET_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    for (;;) {
      const Admission admission = admit(request, bytes);
      if (admission != Admission::full) return admission;
      if (!changed_.wait_until(mutex_, deadline.at())) return admit(request, bytes);
    }
  }

  /// Refuses more and waits until all is committed; false when the deadline came first.
  bool close(Deadline deadline) PICKET_EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    closing_ = true;
    waiting_changed_.notify_one();
    while (requests_ != 0) {
      if (!changed_.wait_until(mutex_, deadline.at())) return requests_ == 0;
    }
    return true;
  }

 private:
  Admission admit(Request& request, std::uint64_t bytes) PICKET_REQUIRES(mutex_) {
    if (closing_) return Admission::closed;
    if (requests_ != 0 &&
        (bytes_ + bytes > limits_.max_bytes || requests_ >= limits_.max_requests)) {
      return Admission::full;
    }
    bytes_ += bytes;
    ++requests_;
    waiting_bytes_ += bytes;
    waiting_.push_back(std::move(request));
    if (waiting_.size() == 1 || gathered_enough()) waiting_changed_.notify_one();
    return Admission::accepted;
  }

  bool gathered_enough() const PICKET_REQUIRES(mutex_) {
    return closing_ || waiting_bytes_ >= limits_.max_bytes / 4;
  }

  void gather(std::size_t last_group) PICKET_REQUIRES(mutex_) {
    if (limits_.gather.count() == 0 || (waiting_.size() < 2 && last_group < 2)) return;
    const Deadline until = Deadline::in(limits_.gather);
    while (!gathered_enough() && waiting_changed_.wait_until(mutex_, until.at())) {
    }
  }

  void run() PICKET_EXCLUDES(mutex_) {
    std::vector<Request> group;
    std::size_t group_requests = 0;
    for (;;) {
      std::uint64_t group_bytes = 0;
      {
        const MutexLock lock(mutex_);
        while (waiting_.empty() && !closing_) waiting_changed_.wait(mutex_);
        if (waiting_.empty()) return;
        gather(group_requests);
        group.swap(waiting_);
        group_bytes = std::exchange(waiting_bytes_, 0);
      }
      commit_(group);
      group_requests = group.size();
      group.clear();  // Before the bytes count as free.
      const MutexLock lock(mutex_);
      bytes_ -= group_bytes;
      requests_ -= group_requests;
      changed_.notify_all();
    }
  }

  const GroupCommitLimits limits_;
  const Commit commit_;
  Mutex mutex_;
  CondVar waiting_changed_;  ///< Something waits, or the end has come.
  CondVar changed_;          ///< There is room again.
  bool closing_ PICKET_GUARDED_BY(mutex_) = false;
  std::vector<Request> waiting_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t waiting_bytes_ PICKET_GUARDED_BY(mutex_) = 0;
  std::uint64_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;  ///< Waiting or under way.
  std::size_t requests_ PICKET_GUARDED_BY(mutex_) = 0;
  std::thread thread_;  ///< Last: it uses all of the above.
};

}  // namespace picket::segment
