// The tags of some events, counted in one pass over them.
//
// DuckDB would need a pass for each tag, or lists of all tags that it takes apart again: 300 ms for
// 10,000 events, of which this takes 30.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_tags.h"

namespace picket::adapters::duck {

/// Counts tags as they come. Not thread-safe.
class TagCounter {
 public:
  class Tag;

  /// Refuses to hold more than about so many bytes.
  explicit TagCounter(std::size_t most_bytes) : bytes_left_(most_bytes) {}

  /// The tag of a key, as long as the counter lives; null when it does not fit. Text is valid
  /// UTF-8, here and below.
  Tag* tag(std::string_view key);
  /// An event has the tag with this value.
  void add(Tag& tag, std::string_view value, std::int64_t unix_us);
  /// The same where nobody asks for values.
  static void add(Tag& tag) noexcept;
  /// Something did not fit: the numbers are not to be used.
  bool is_full() const noexcept { return is_full_; }

  /// Of each key, most events first, then by key; of the values at most `per_key`.
  std::vector<ports::TagSummary> summaries(std::size_t per_key) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <class Value>
  using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  struct Seen {
    std::int64_t events = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  /// The entry of a text; null when it does not fit.
  template <class Value>
  typename ByText<Value>::value_type* at(ByText<Value>& map, std::string_view text);

  std::size_t bytes_left_;
  bool is_full_ = false;
  ByText<Tag> tags_;
};

/// What is known of one key.
class TagCounter::Tag {
  friend class TagCounter;

  std::int64_t events_ = 0;
  ByText<Seen> values_;
  ByText<Seen>::value_type* last_ = nullptr;  ///< Added last: most tags of a project repeat.
};

enum class TagParts : std::uint8_t { keys, keys_and_values };

struct ScannedTags {
  std::int64_t events = 0;                ///< That were looked at.
  std::vector<ports::TagSummary> tags{};  ///< As TagCounter::summaries(); `missing` is not filled.
};

/// Of some keys, or of all when none are given. Nullopt when they do not fit into memory (some
/// 32 MB); then each key must be asked for by itself.
Outcome<std::optional<ScannedTags>> scan_tags(const Connection& on, const TableFacts& facts,
                                              const Selection& selection,
                                              std::span<const std::string> keys, TagParts parts,
                                              std::size_t per_key);

}  // namespace picket::adapters::duck
