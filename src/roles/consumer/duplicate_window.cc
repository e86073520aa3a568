#include "roles/consumer/duplicate_window.h"

#include <algorithm>
#include <bit>

#include "base/assert.h"

namespace picket::consumer {
namespace {

constexpr std::size_t kMinCapacity = 1024;
constexpr Duration kMarkEvery{std::chrono::minutes(1)};

}  // namespace

DuplicateWindow::DuplicateWindow(std::size_t max_ids)
    : max_ids_(max_ids), ring_(std::min(kMinCapacity, max_ids)), index_(ring_.size() * 2) {
  PICKET_ASSERT(std::has_single_bit(max_ids) && max_ids <= kMaxIds);
}

bool DuplicateWindow::contains(ProjectId project, const EventId& event) const noexcept {
  return index_[find_cell(key_of(project, event))] != 0;
}

void DuplicateWindow::insert(ProjectId project, const EventId& event, Timestamp received) {
  const Key key = key_of(project, event);
  if (index_[find_cell(key)] != 0) return;
  if (size_ == max_ids_) drop_oldest();
  if (size_ == ring_.size()) resize(ring_.size() * 2);
  const std::size_t slot = (oldest_ + size_) & (ring_.size() - 1);
  ring_[slot] = key;
  index_[find_cell(key)] = static_cast<std::uint32_t>(slot + 1);
  ++size_;
  ++inserted_;
  newest_ = std::max(newest_, received);
  if (marks_.empty() || newest_ >= marks_.back().newest + kMarkEvery) {
    marks_.push_back({newest_, inserted_});
  } else {
    marks_.back().inserted = inserted_;
  }
}

void DuplicateWindow::expire() {
  const std::uint64_t first_kept = inserted_ - size_;
  std::uint64_t keep_from = first_kept;
  // A mark names the oldest time of its minute: it is an hour old for sure a minute later.
  while (!marks_.empty() && marks_.front().newest + kMarkEvery + kAge <= newest_) {
    keep_from = std::max(keep_from, marks_.front().inserted);
    marks_.pop_front();
  }
  for (std::uint64_t n = first_kept; n < keep_from; ++n) drop_oldest();
  std::size_t capacity = ring_.size();
  while (capacity > kMinCapacity && size_ < capacity / 8) capacity /= 2;
  if (capacity < ring_.size()) resize(capacity);
}

std::size_t DuplicateWindow::bytes() const noexcept {
  return ring_.size() * sizeof(Key) + index_.size() * sizeof(std::uint32_t);
}

DuplicateWindow::Key DuplicateWindow::key_of(ProjectId project, const EventId& event) noexcept {
  const auto p = static_cast<std::uint64_t>(project.value);
  return {event.high ^ (p * 0x9e3779b97f4a7c15U), event.low ^ (p * 0xbf58476d1ce4e5b9U)};
}

std::size_t DuplicateWindow::home_of(const Key& key) const noexcept {
  // Multiplied, since ids of a test or of an odd SDK may count up instead of being random.
  const std::uint64_t h = (key.high ^ std::rotl(key.low, 32)) * 0x9e3779b97f4a7c15U;
  return static_cast<std::size_t>(h >> 32U) & (index_.size() - 1);
}

std::size_t DuplicateWindow::find_cell(const Key& key) const noexcept {
  std::size_t cell = home_of(key);
  while (index_[cell] != 0 && !(ring_[index_[cell] - 1] == key)) {
    cell = (cell + 1) & (index_.size() - 1);
  }
  return cell;
}

void DuplicateWindow::drop_oldest() noexcept {
  const std::size_t mask = index_.size() - 1;
  std::size_t hole = find_cell(ring_[oldest_]);
  index_[hole] = 0;
  // Linear probing without tombstones: what could not be reached across the hole moves into it.
  for (std::size_t cell = (hole + 1) & mask; index_[cell] != 0; cell = (cell + 1) & mask) {
    const std::size_t home = home_of(ring_[index_[cell] - 1]);
    if (((cell - home) & mask) < ((cell - hole) & mask)) continue;
    index_[hole] = index_[cell];
    index_[cell] = 0;
    hole = cell;
  }
  oldest_ = (oldest_ + 1) & (ring_.size() - 1);
  --size_;
}

void DuplicateWindow::resize(std::size_t capacity) {
  PICKET_ASSERT(size_ <= capacity);
  std::vector<Key> ring(capacity);
  for (std::size_t i = 0; i < size_; ++i) ring[i] = ring_[(oldest_ + i) & (ring_.size() - 1)];
  ring_ = std::move(ring);
  oldest_ = 0;
  index_ = std::vector<std::uint32_t>(capacity * 2);
  for (std::size_t slot = 0; slot < size_; ++slot) {
    index_[find_cell(ring_[slot])] = static_cast<std::uint32_t>(slot + 1);
  }
}

}  // namespace picket::consumer
