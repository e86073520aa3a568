// DuplicateWindow: the events of the last hour, at most the last million, by (project, event id).
// What is in it already is an SDK's retry.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::consumer {

/// One thread. An entry costs 24 bytes: 16 in a ring in order of arrival, and two 4-byte cells of
/// an open-addressing index at most half full. Both start small, double as needed and shrink again.
class DuplicateWindow {
 public:
  static constexpr Duration kAge{std::chrono::hours(1)};
  /// 24 MiB when full. A million events an hour and partition are 280 a second.
  static constexpr std::size_t kMaxIds = std::size_t{1} << 20U;

  explicit DuplicateWindow(std::size_t max_ids = kMaxIds);

  bool contains(ProjectId project, const EventId& event) const noexcept;
  /// Does nothing when it is there. When the window is full the oldest makes room.
  void insert(ProjectId project, const EventId& event, Timestamp received);
  /// Drops what was inserted before events that are an hour older than the newest. Once a batch.
  void expire();

  std::size_t size() const noexcept { return size_; }
  /// Of ring and index.
  std::size_t bytes() const noexcept;

 private:
  /// 128 bits of project and event id. Ids are random, so this is a fingerprint with no known
  /// collisions; one would count an event as a duplicate.
  struct Key {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  /// The first `inserted` insertions happened while `newest` was at most this.
  struct Mark {
    Timestamp newest;
    std::uint64_t inserted;
  };

  static Key key_of(ProjectId project, const EventId& event) noexcept;
  std::size_t home_of(const Key& key) const noexcept;
  /// Cell that holds the key, or the empty cell where it would go.
  std::size_t find_cell(const Key& key) const noexcept;
  void drop_oldest() noexcept;
  void resize(std::size_t capacity);

  std::size_t max_ids_;
  std::vector<Key> ring_;             ///< Capacity is a power of two.
  std::vector<std::uint32_t> index_;  ///< Twice the ring; slot + 1, or 0 when empty.
  std::size_t oldest_ = 0;            ///< Slot.
  std::size_t size_ = 0;
  std::uint64_t inserted_ = 0;  ///< Ever.
  Timestamp newest_;
  std::deque<Mark> marks_;  ///< One a minute: at most kAge in minutes, and one.
};

}  // namespace picket::consumer
