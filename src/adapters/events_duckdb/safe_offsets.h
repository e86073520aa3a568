// What a damaged WAL can take back, and who must learn that it did.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/mutex.h"
#include "ports/log.h"

namespace picket::adapters::duck {

using AppliedOffsets = std::vector<std::pair<ports::TopicPartition, ports::Offset>>;

/// Up to where each partition is in the database file, and no longer only in the WAL. Not
/// thread-safe: the writer's.
class SafeOffsets {
 public:
  /// `applied` is what the database says; with something replayed from a WAL nobody knows how much
  /// of it is in the file, so nothing counts as safe until the next checkpoint.
  void opened(const AppliedOffsets& applied, bool was_checkpointed);
  void committed(const ports::TopicPartition& of, ports::Offset next) { applied_[of] = next; }
  void checkpointed() { safe_ = applied_; }

  ports::Offset of(const ports::TopicPartition& of) const;

 private:
  std::map<ports::TopicPartition, ports::Offset> applied_;
  std::map<ports::TopicPartition, ports::Offset> safe_;
};

/// Holds up appends after the database lost some of its newest commits: an appender that goes on
/// where it was would leave a hole. Thread-safe.
class FallBackGate {
 public:
  void fell_back();
  /// Before the offset is read, so that a fall back in between counts.
  void asked(const ports::TopicPartition& of);
  bool must_ask(const ports::TopicPartition& of) const;

 private:
  mutable Mutex mutex_;
  bool fell_back_ PICKET_GUARDED_BY(mutex_) = false;
  std::set<ports::TopicPartition> asked_ PICKET_GUARDED_BY(mutex_);  ///< Since then.
};

}  // namespace picket::adapters::duck
