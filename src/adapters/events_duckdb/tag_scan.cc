#include "adapters/events_duckdb/tag_scan.h"

#include <algorithm>
#include <utility>

#include "adapters/events_duckdb/columns.h"
#include "base/units.h"

namespace picket::adapters::duck {
namespace {

using ports::TagSummary;
using ports::TagValue;

constexpr std::size_t kMostBytes = 32_MiB;
/// Tags in the map of a row that are read at once, on both cores and into memory: with those that
/// have columns, some 80 MB of the longest in a sample. Rows with more are rare, and are read one
/// after the other.
constexpr std::int64_t kFewInMap = 16;
constexpr std::int64_t kMostInMap = 1'000'000;  ///< All: an event has at most 500.
/// What a text in a hash table takes besides its bytes.
constexpr std::size_t kBytesOfNode = 120;

/// The columns of a scan, and how a row of it is read.
class Scan {
 public:
  Scan(const TableFacts& facts, std::span<const std::string> keys, TagParts parts,
       std::int64_t most_in_map)
      : keys_(keys), parts_(parts) {
    for (const PromotedTag& tag : kPromotedTags) {
      if (!is_wanted(tag.key)) continue;
      promoted_.push_back(&tag);
      add(std::string("e.") += tag.column);
    }
    for (const FieldTag& tag : kFieldTags) {
      if (!is_wanted(tag.key)) continue;
      fields_.push_back(&tag);
      if (parts_ == TagParts::keys_and_values) add(std::string("e.") += tag.column);
    }
    const bool all_have_columns =
        !keys.empty() && std::all_of(keys.begin(), keys.end(),
                                     [](const std::string& key) { return has_column(key); });
    reads_map_ = !all_have_columns || facts.stray_tags;
    if (reads_map_) {
      add("CASE WHEN cardinality(e.tags) <= " + std::to_string(most_in_map) + " THEN " +
          (parts_ == TagParts::keys ? "map_keys(e.tags)" : "e.tags") + " END");
    }
  }

  const std::string& columns() const noexcept { return columns_; }

  /// False when a row has more tags in its map than were read.
  bool read(duckdb_data_chunk chunk, TagCounter& counter) const {
    const idx_t size = duckdb_data_chunk_get_size(chunk);
    const auto column = [chunk](idx_t i) { return duckdb_data_chunk_get_vector(chunk, i); };
    const auto* const times = static_cast<const std::int64_t*>(duckdb_vector_get_data(column(0)));
    duckdb_vector bits = column(1);
    idx_t at = 2;
    for (const PromotedTag* const tag : promoted_) {
      duckdb_vector values = column(at++);
      read_column(counter, tag->key, values, size, times,
                  [values](idx_t row) { return !is_null(values, row); });
    }
    for (const FieldTag* const tag : fields_) {
      duckdb_vector values = parts_ == TagParts::keys ? nullptr : column(at++);
      read_column(counter, tag->key, values, size, times, [bits, tag](idx_t row) {
        return (value_at<std::uint8_t>(bits, row) & column_bit::of(*tag)) != 0;
      });
    }
    return !reads_map_ || read_map(column(at), size, times, counter);
  }

 private:
  void add(const std::string& column) { columns_ += ", " + column; }

  bool is_wanted(std::string_view key) const {
    return keys_.empty() || std::find(keys_.begin(), keys_.end(), key) != keys_.end();
  }

  void take(TagCounter& counter, TagCounter::Tag& tag, duckdb_vector values, idx_t row,
            std::int64_t time) const {
    if (parts_ == TagParts::keys) return TagCounter::add(tag);
    counter.add(tag, text_at(values, row), time);
  }

  template <class Has>
  void read_column(TagCounter& counter, std::string_view key, duckdb_vector values, idx_t size,
                   const std::int64_t* times, Has has) const {
    TagCounter::Tag* tag = nullptr;
    for (idx_t row = 0; row < size; ++row) {
      if (!has(row)) continue;
      if (tag == nullptr) tag = counter.tag(key);
      if (tag == nullptr) return;
      take(counter, *tag, values, row, times[row]);
    }
  }

  bool read_map(duckdb_vector map, idx_t size, const std::int64_t* times,
                TagCounter& counter) const {
    duckdb_vector entries = duckdb_list_vector_get_child(map);
    const bool with_values = parts_ == TagParts::keys_and_values;
    duckdb_vector keys = with_values ? duckdb_struct_vector_get_child(entries, 0) : entries;
    duckdb_vector values = with_values ? duckdb_struct_vector_get_child(entries, 1) : nullptr;
    for (idx_t row = 0; row < size; ++row) {
      if (is_null(map, row)) return false;
      const auto list = value_at<duckdb_list_entry>(map, row);
      for (idx_t i = list.offset; i < list.offset + list.length; ++i) {
        const std::string_view key = text_at(keys, i);
        if (!is_wanted(key)) continue;
        if (TagCounter::Tag* const tag = counter.tag(key)) {
          take(counter, *tag, values, i, times[row]);
        }
      }
    }
    return true;
  }

  std::span<const std::string> keys_;
  TagParts parts_;
  std::vector<const PromotedTag*> promoted_;
  std::vector<const FieldTag*> fields_;
  bool reads_map_ = true;
  std::string columns_ = "e.ts, e.column_tags";
};

}  // namespace

template <class Value>
typename TagCounter::ByText<Value>::value_type* TagCounter::at(ByText<Value>& map,
                                                               std::string_view text) {
  const auto found = map.find(text);
  if (found != map.end()) return &*found;
  const std::size_t bytes = text.size() + kBytesOfNode;
  if (is_full_ || bytes > bytes_left_) {
    is_full_ = true;
    return nullptr;
  }
  bytes_left_ -= bytes;
  return &*map.try_emplace(std::string(text)).first;
}

TagCounter::Tag* TagCounter::tag(std::string_view key) {
  auto* const entry = at(tags_, key);
  return entry == nullptr ? nullptr : &entry->second;
}

void TagCounter::add(Tag& tag) noexcept {
  ++tag.events_;
}

void TagCounter::add(Tag& tag, std::string_view value, std::int64_t unix_us) {
  ++tag.events_;
  if (tag.last_ == nullptr || tag.last_->first != value) tag.last_ = at(tag.values_, value);
  if (tag.last_ == nullptr) return;
  Seen& seen = tag.last_->second;
  if (seen.events++ == 0) seen.first = seen.last = unix_us;
  seen.first = std::min(seen.first, unix_us);
  seen.last = std::max(seen.last, unix_us);
}

std::vector<TagSummary> TagCounter::summaries(std::size_t per_key) const {
  std::vector<TagSummary> all;
  for (const auto& [key, tag] : tags_) {
    TagSummary summary;
    summary.key = key;
    summary.events = tag.events_;
    summary.values = static_cast<std::int64_t>(tag.values_.size());
    std::vector<const ByText<Seen>::value_type*> values;
    values.reserve(tag.values_.size());
    for (const auto& value : tag.values_) values.push_back(&value);
    const std::size_t size = std::min(per_key, values.size());
    std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(size),
                      values.end(), [](const auto* a, const auto* b) {
                        return a->second.events != b->second.events
                                   ? a->second.events > b->second.events
                                   : a->first < b->first;
                      });
    for (std::size_t i = 0; i < size; ++i) {
      const auto& [value, seen] = *values[i];
      summary.top.push_back(
          {value, seen.events, from_unix_us(seen.first), from_unix_us(seen.last)});
    }
    all.push_back(std::move(summary));
  }
  std::sort(all.begin(), all.end(), [](const TagSummary& a, const TagSummary& b) {
    return a.events != b.events ? a.events > b.events : a.key < b.key;
  });
  return all;
}

Outcome<std::optional<ScannedTags>> scan_tags(const Connection& on, const TableFacts& facts,
                                              const Selection& selection,
                                              std::span<const std::string> keys, TagParts parts,
                                              std::size_t per_key) {
  for (const bool streaming : {false, true}) {
    const Scan scan(facts, keys, parts, streaming ? kMostInMap : kFewInMap);
    const std::string sql = "SELECT " + scan.columns() + selection.from_where();
    auto result = streaming ? run_streaming(on, sql, selection.parameters())
                            : run(on, sql, selection.parameters());
    if (!result) return unexpected(result.error());
    TagCounter counter(kMostBytes);
    ScannedTags scanned;
    bool is_whole = true;
    while (const DataChunk chunk = result->next_chunk()) {
      scanned.events += static_cast<std::int64_t>(duckdb_data_chunk_get_size(chunk.get()));
      is_whole = scan.read(chunk.get(), counter);
      if (!is_whole || counter.is_full()) break;
    }
    if (counter.is_full()) break;
    if (!is_whole) continue;
    if (auto ended = result->whole(); !ended) return unexpected(ended.error());
    scanned.tags = counter.summaries(per_key);
    return std::optional(std::move(scanned));
  }
  return std::optional<ScannedTags>();
}

}  // namespace picket::adapters::duck
