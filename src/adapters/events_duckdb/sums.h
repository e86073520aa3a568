// Events summed up by hours and days of their time: what the tables `hours` and `days` hold.
// Layout and reasons: docs/formats/event_rows.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/events_duckdb/user_sketch.h"
#include "base/clock.h"
#include "domain/event/row.h"

namespace picket::adapters::duck {

/// What is summed up separately. The day of reception is what retention goes by.
struct SumKey {
  Timestamp start;         ///< Of the hour or day of the events, UTC.
  Timestamp received_day;  ///< Start of the UTC day in which they were received.
  ProjectId project;
  IssueId issue;  ///< As in the row: overrides apply by the hash.
  HashId hash;
  std::string environment;

  friend auto operator<=>(const SumKey&, const SumKey&) = default;
};

struct SumKeyHash {
  std::size_t operator()(const SumKey& key) const noexcept;
};

/// What an event brings into a sum. Views into the row, valid UTF-8.
struct SummedEvent {
  Timestamp timestamp;
  Timestamp received;
  ProjectId project;
  IssueId issue;
  HashId hash;
  EventId event;
  bool handled = true;
  std::string_view environment;
  std::string_view user;
};

/// Of at least one event.
struct Sum {
  std::int64_t events = 0;
  Timestamp oldest;
  Timestamp newest;
  EventId newest_event;  ///< The largest at `newest`.
  bool newest_handled = true;
  UserSketch users;
};

/// Sums in the making. Not thread-safe.
class Sums {
 public:
  using Map = std::unordered_map<SumKey, Sum, SumKeyHash>;

  /// `width` is that of an hour or a day.
  explicit Sums(Duration width) : width_(width) {}

  void add(const SummedEvent& event);
  /// Adds a sum of this width or of one that it is made of; its users as they are stored.
  Result<void, UserSketchError> add(const SumKey& key, const Sum& sum, std::string_view users);

  bool empty() const noexcept { return sums_.empty(); }
  /// How many sums each start has.
  std::unordered_map<std::int64_t, std::int64_t> sizes() const;
  /// In the order of their keys, as they are stored.
  std::vector<Map::value_type*> sorted();

 private:
  Sum& at(SumKey key, std::int64_t events, Timestamp oldest, Timestamp newest,
          const EventId& newest_event, bool handled);

  Duration width_;
  Map sums_;
};

}  // namespace picket::adapters::duck
