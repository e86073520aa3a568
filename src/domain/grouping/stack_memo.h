// StackMemo: the stack traces of lately, each with what grouping made of it. Most events of an
// issue have the same one, and finding that out costs a tenth of grouping it again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/mutex.h"

namespace picket::domain::grouping {

class KnownStack;

/// Thread-safe. The least recently used make room. A stack trace is kept when it comes the second
/// time: those that come once cost no copy and push nobody out.
class StackMemo {
 public:
  /// Some 1,500 stack traces of 25 frames.
  static constexpr std::size_t kMaxBytes = std::size_t{24} << 20U;
  /// A stack trace with a longer key is not kept.
  static constexpr std::size_t kMaxKeyBytes = std::size_t{64} << 10U;

  explicit StackMemo(std::size_t max_bytes = kMaxBytes);
  ~StackMemo();
  StackMemo(const StackMemo&) = delete;
  StackMemo& operator=(const StackMemo&) = delete;

  struct Found {
    std::shared_ptr<const KnownStack> stack;  ///< Null: not kept.
    bool worth_keeping = false;               ///< Not kept, but it came before.
  };
  /// Counts as a use.
  Found find(std::string_view key);
  /// What find() with the same key found worth keeping.
  void keep(std::string_view key, std::shared_ptr<const KnownStack> stack);

  /// Of keys and stack traces that are kept.
  std::size_t bytes();

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::string key;
    std::shared_ptr<const KnownStack> stack;
  };
  using ByUse = std::list<Entry>;

  std::uint64_t hash_of(std::string_view key) const noexcept;
  void forget(ByUse::iterator entry) PICKET_REQUIRES(mutex_);

  /// Of the hashes of keys that were not kept: the upper half, at a place that the lower one says.
  static constexpr std::size_t kSeen = 32'768;

  const std::size_t max_bytes_;
  const std::uint64_t seed_;  ///< Nobody outside can choose keys that share a hash.
  Mutex mutex_;
  ByUse by_use_ PICKET_GUARDED_BY(mutex_);  ///< Latest first.
  std::unordered_map<std::uint64_t, ByUse::iterator> by_hash_ PICKET_GUARDED_BY(mutex_);
  std::array<std::uint32_t, kSeen> seen_ PICKET_GUARDED_BY(mutex_){};
  std::size_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::domain::grouping
