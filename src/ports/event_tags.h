// Part of the port event_store: which tags events have.
//
// The tags of an event are those of its row (EventRow::tags), whatever column an adapter keeps them
// in. An empty value is a value; an event without the tag has none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/event_filter.h"

namespace picket::ports {

struct TagKey {
  std::string key;
  std::int64_t events = 0;  ///< That carry it: Sentry's `totalValues`.
  std::int64_t values = 0;  ///< Distinct, may be approximate within 2%: Sentry's `uniqueValues`.

  friend bool operator==(const TagKey&, const TagKey&) = default;
};

/// Distinct values cost three times what the rest of the answer does.
enum class TagKeyCounts : std::uint8_t { events, events_and_values };

struct TagValue {
  std::string value;
  std::int64_t events = 0;
  Timestamp first_seen;
  Timestamp last_seen;

  friend bool operator==(const TagValue&, const TagValue&) = default;
};

/// Largest first; equal ones by value.
enum class TagValueOrder : std::uint8_t { last_seen, events, first_seen };

struct TagValueQuery {
  std::string key;
  std::string text{};  ///< In the value, letters in any case (Unicode); empty: any value.
  TagValueOrder order = TagValueOrder::last_seen;
  std::size_t limit = 100;  ///< 1..EventTags::kMaxValues.
  std::size_t offset = 0;   ///< At most EventTags::kMaxOffset.
};

/// One tag of a set of events.
struct TagSummary {
  std::string key;
  std::int64_t events = 0;    ///< That carry it.
  std::int64_t missing = 0;   ///< That do not.
  std::int64_t values = 0;    ///< Distinct, may be approximate within 2%.
  std::vector<TagValue> top;  ///< Most events first; equal ones by value.
  bool sampled = false;       ///< The numbers are estimates; see EventTags::kExactEvents.

  friend bool operator==(const TagSummary&, const TagSummary&) = default;
};

class EventTags {
 public:
  /// Keys in one answer. An event has at most 500; hostile ones have new ones each.
  static constexpr std::size_t kMaxKeys = 1000;
  /// Values in one answer, as Sentry's.
  static constexpr std::size_t kMaxValues = 1000;
  /// Where the last page may begin. Each page sorts all values anew, so whoever wants more of them
  /// narrows the text or the range.
  static constexpr std::size_t kMaxOffset = 10'000;
  /// Keys and values of one tag_top_values: each key is a pass over the events when they are many.
  static constexpr std::size_t kMaxTopKeys = 100;
  static constexpr std::size_t kMaxTopValues = 100;
  /// Of more events than this, tag_keys, top_tags, and tag_top_values of several keys may look at a
  /// sample of five hundred or more, the same each time, and scale what they count.
  /// TagSummary::events + missing stay exact; distinct values, and when they were seen, are those
  /// of the sample; what few events have may be missing. Shares are off by two hundredths of all
  /// events or so in the smallest sample, by half of one in a large one.
  static constexpr std::int64_t kExactEvents = 1'000;

  virtual ~EventTags() = default;

  /// The keys that most events carry, then by key; at most `limit` (1..kMaxKeys). `values` is zero
  /// unless asked for.
  virtual Result<std::vector<TagKey>> tag_keys(const EventFilter& filter, TagKeyCounts counts,
                                               std::size_t limit) = 0;
  /// The values of one tag.
  virtual Result<std::vector<TagValue>> tag_values(const EventFilter& filter,
                                                   const TagValueQuery& query) = 0;
  /// Of each key, in the order of `keys` (at most kMaxTopKeys): how many events have it, and its
  /// most frequent values, at most `per_key` (1..kMaxTopValues). Keys that no event has are
  /// answered too.
  virtual Result<std::vector<TagSummary>> tag_top_values(const EventFilter& filter,
                                                         std::span<const std::string> keys,
                                                         std::size_t per_key) = 0;
  /// The same of the keys that tag_keys() names, at most `limit` (1..kMaxKeys) and in their order.
  /// Costs less than asking for both.
  virtual Result<std::vector<TagSummary>> top_tags(const EventFilter& filter, std::size_t limit,
                                                   std::size_t per_key) = 0;
};

/// A row's tags as every adapter keeps them: UTF-8, sorted by key, and of keys that become equal by
/// that the first one.
void make_valid(std::vector<std::pair<std::string, std::string>>& tags);

// What every adapter checks alike, the filter included: invalid_argument / "bad_event_filter" or
// "bad_tag_query".
Result<void> check_tag_keys(const EventFilter& filter, std::size_t limit);
Result<void> check_tag_values(const EventFilter& filter, const TagValueQuery& query);
Result<void> check_tag_top_values(const EventFilter& filter, std::size_t keys, std::size_t per_key);
Result<void> check_top_tags(const EventFilter& filter, std::size_t limit, std::size_t per_key);

}  // namespace picket::ports
