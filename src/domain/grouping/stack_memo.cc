#include "domain/grouping/stack_memo.h"

#include <bit>
#include <iterator>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/random.h"
#include "domain/grouping/known_stack.h"

namespace picket::domain::grouping {
namespace {

std::uint64_t random_seed() noexcept {
  return std::bit_cast<std::uint64_t>(random_bytes<sizeof(std::uint64_t)>());
}

std::size_t bytes_of(std::string_view key, const KnownStack& stack) noexcept {
  return key.size() + stack.bytes();
}

}  // namespace

StackMemo::StackMemo(std::size_t max_bytes) : max_bytes_(max_bytes), seed_(random_seed()) {}
StackMemo::~StackMemo() = default;

std::uint64_t StackMemo::hash_of(std::string_view key) const noexcept {
  return XXH3_64bits_withSeed(key.data(), key.size(), seed_);
}

StackMemo::Found StackMemo::find(std::string_view key) {
  if (key.size() > kMaxKeyBytes) return {};
  const std::uint64_t hash = hash_of(key);
  const MutexLock lock(mutex_);
  const auto known = by_hash_.find(hash);
  if (known != by_hash_.end() && known->second->key == key) {
    by_use_.splice(by_use_.begin(), by_use_, known->second);
    return {known->second->stack, false};
  }
  // Zero is the mark of a place that was never used.
  const std::uint32_t mark = static_cast<std::uint32_t>(hash >> 32U) | 1U;
  std::uint32_t& seen = seen_[hash % kSeen];
  const bool before = seen == mark;
  seen = mark;
  return {nullptr, before};
}

void StackMemo::keep(std::string_view key, std::shared_ptr<const KnownStack> stack) {
  const std::size_t bytes = bytes_of(key, *stack);
  if (bytes > max_bytes_ / 4) return;
  const std::uint64_t hash = hash_of(key);
  const MutexLock lock(mutex_);
  if (const auto known = by_hash_.find(hash); known != by_hash_.end()) forget(known->second);
  while (bytes_ + bytes > max_bytes_) forget(std::prev(by_use_.end()));
  by_use_.push_front({hash, std::string(key), std::move(stack)});
  by_hash_[hash] = by_use_.begin();
  bytes_ += bytes;
}

std::size_t StackMemo::bytes() {
  const MutexLock lock(mutex_);
  return bytes_;
}

void StackMemo::forget(ByUse::iterator entry) {
  bytes_ -= bytes_of(entry->key, *entry->stack);
  by_hash_.erase(entry->hash);
  by_use_.erase(entry);
}

}  // namespace picket::domain::grouping
