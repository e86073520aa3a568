// What an event store was given, so that a test can have it lose the newest of it, as a store does
// whose write-ahead log is damaged.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "adapters/memory/event_store.h"
#include "base/mutex.h"

namespace picket::crash {

/// Thread-safe, except for fall_back.
class EventHistory {
 public:
  /// Every n-th append that has an effect is followed by a checkpoint; 0: none is.
  void checkpoint_every(std::size_t appends) {
    const MutexLock lock(mutex_);
    every_ = appends;
  }

  /// Returns what the partition is safe up to, as the store would.
  ports::Offset appended(const ports::TopicPartition& from, ports::Offset next,
                         std::span<const domain::EventRow> rows) {
    const MutexLock lock(mutex_);
    ports::Offset& applied = applied_[from];
    if (next > applied) {
      applied = next;
      appends_.push_back({from, next, {rows.begin(), rows.end()}});
      if (every_ != 0 && appends_.size() - safe_appends_ >= every_) {
        safe_appends_ = appends_.size();
        safe_ = applied_;
      }
    }
    return safe_[from];
  }

  std::size_t at_risk() const {
    const MutexLock lock(mutex_);
    return appends_.size() - safe_appends_;
  }

  /// `store` becomes what it was before its last `lost` appends, or at its last checkpoint.
  void fall_back(std::optional<adapters::MemoryEventStore>& store, std::size_t lost) {
    const MutexLock lock(mutex_);
    const std::size_t kept =
        std::max(safe_appends_, appends_.size() - std::min(lost, appends_.size()));
    appends_.resize(kept);
    applied_.clear();
    store.emplace();
    for (const Append& append : appends_) {
      applied_[append.from] = append.next;
      static_cast<void>(store->append(append.from, append.next, append.rows));
    }
  }

 private:
  struct Append {
    ports::TopicPartition from;
    ports::Offset next;
    std::vector<domain::EventRow> rows;
  };
  using Offsets = std::map<ports::TopicPartition, ports::Offset>;

  mutable Mutex mutex_;
  std::size_t every_ PICKET_GUARDED_BY(mutex_) = 0;
  std::vector<Append> appends_ PICKET_GUARDED_BY(mutex_);
  std::size_t safe_appends_ PICKET_GUARDED_BY(mutex_) = 0;
  Offsets applied_ PICKET_GUARDED_BY(mutex_);
  Offsets safe_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::crash
