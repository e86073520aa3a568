// IssueCache: which issue a grouping hash leads to, so that an event of a known issue asks no
// database. Holds committed facts only: what a transaction created is put here after its commit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/mutex.h"
#include "ports/issues.h"
#include "protocol/ids.h"

namespace picket::consumer {

/// Thread-safe; shared by all partitions. The least recently used entry makes room.
///
/// A hash can stop leading to its issue, when that is deleted; meta_db's version of hashes grows
/// then. What is found here holds as long as that version is the one of before the look.
class IssueCache {
 public:
  /// About 100 bytes each: 3 MB when full. More issues than this are seldom active at once.
  static constexpr std::size_t kMaxHashes = 32'768;

  explicit IssueCache(std::size_t max_hashes = kMaxHashes) : max_hashes_(max_hashes) {}

  /// Of what is kept here; 0 before the first renew().
  std::int64_t version();
  /// Forgets everything when `version` is a newer one.
  void renew(std::int64_t version);

  std::optional<ports::HashRow> find(ProjectId project, std::string_view hash);
  /// `row.issue` and `row.id` must be committed, and read at `version`: what is known to be older
  /// is not kept, nor is a hash that is not 32 hex digits.
  void put(ProjectId project, std::string_view hash, const ports::HashRow& row,
           std::int64_t version);
  /// When what it says turned out to be wrong.
  void clear();
  std::size_t size();

 private:
  struct Key {
    std::int64_t project = 0;
    EventId hash;  ///< The 128 bits.
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      return std::hash<EventId>{}(key.hash) ^ static_cast<std::size_t>(key.project);
    }
  };
  struct Entry {
    Key key;
    ports::HashRow row;
  };

  const std::size_t max_hashes_;
  Mutex mutex_;
  std::int64_t version_ PICKET_GUARDED_BY(mutex_) = 0;
  std::list<Entry> by_use_ PICKET_GUARDED_BY(mutex_);  ///< Latest first.
  std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> by_key_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::consumer
