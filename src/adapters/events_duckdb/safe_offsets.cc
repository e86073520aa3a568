#include "adapters/events_duckdb/safe_offsets.h"

namespace picket::adapters::duck {

void SafeOffsets::opened(const AppliedOffsets& applied, bool was_checkpointed) {
  applied_ = {applied.begin(), applied.end()};
  safe_.clear();
  if (was_checkpointed) safe_ = applied_;
}

ports::Offset SafeOffsets::of(const ports::TopicPartition& of) const {
  const auto found = safe_.find(of);
  return found == safe_.end() ? 0 : found->second;
}

void FallBackGate::fell_back() {
  const MutexLock lock(mutex_);
  fell_back_ = true;
  asked_.clear();
}

void FallBackGate::asked(const ports::TopicPartition& of) {
  const MutexLock lock(mutex_);
  if (fell_back_) asked_.insert(of);
}

bool FallBackGate::must_ask(const ports::TopicPartition& of) const {
  const MutexLock lock(mutex_);
  return fell_back_ && !asked_.contains(of);
}

}  // namespace picket::adapters::duck
