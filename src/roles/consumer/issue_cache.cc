#include "roles/consumer/issue_cache.h"

#include "ports/issues.h"

namespace picket::consumer {

std::int64_t IssueCache::version() {
  MutexLock lock(mutex_);
  return version_;
}

void IssueCache::renew(std::int64_t version) {
  MutexLock lock(mutex_);
  if (version <= version_) return;
  version_ = version;
  by_key_.clear();
  by_use_.clear();
}

std::optional<ports::HashRow> IssueCache::find(ProjectId project, std::string_view hash) {
  const auto bits = EventId::parse(hash);
  if (!bits) return std::nullopt;
  MutexLock lock(mutex_);
  const auto found = by_key_.find(Key{project.value, *bits});
  if (found == by_key_.end()) return std::nullopt;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return found->second->row;
}

void IssueCache::put(ProjectId project, std::string_view hash, const ports::HashRow& row,
                     std::int64_t version) {
  const auto bits = EventId::parse(hash);
  if (!bits) return;
  const Key key{project.value, *bits};
  MutexLock lock(mutex_);
  if (version < version_) return;
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    found->second->row = row;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return;
  }
  if (by_use_.size() >= max_hashes_) {
    by_key_.erase(by_use_.back().key);
    by_use_.pop_back();
  }
  by_use_.push_front({key, row});
  by_key_.emplace(key, by_use_.begin());
}

void IssueCache::clear() {
  MutexLock lock(mutex_);
  by_key_.clear();
  by_use_.clear();
}

std::size_t IssueCache::size() {
  MutexLock lock(mutex_);
  return by_use_.size();
}

}  // namespace picket::consumer
