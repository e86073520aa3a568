#include "adapters/events_duckdb/tags.h"

#include <algorithm>
#include <cmath>

#include "adapters/events_duckdb/columns.h"
#include "adapters/events_duckdb/counts.h"
#include "base/utf8.h"

namespace picket::adapters::duck {
namespace {

using ports::TagKey;
using ports::TagKeyCounts;
using ports::TagSummary;
using ports::TagValue;

/// Tags of the events that one statement of tag_top_values may keep in memory: 100 bytes each fit
/// into DuckDB's share of 128 MB, where more of them would spill (14 million: 5 s against 0.2 s).
constexpr std::int64_t kTagsAtOnce = 250'000;

/// The same for a sample, whose tags are read but once: 75,000 events in three passes or so.
constexpr std::int64_t kSampledTagsAtOnce = 600'000;
/// Events of a sample. Twenty tags of theirs take 70 ms.
constexpr std::int64_t kSampledEvents = 75'000;

/// Which of the events are looked at.
struct Sample {
  std::int64_t events = 0;  ///< All that the filter lets pass.
  std::int64_t read = 0;    ///< Of those.
  std::int64_t parts = 1;   ///< Every so-manieth stretch of rows; 1: all.

  bool is_all() const noexcept { return parts == 1; }
  /// What a number of events in the sample means for all.
  std::int64_t scaled(std::int64_t number) const noexcept {
    return is_all() ? number
                    : std::llround(static_cast<double>(number) * static_cast<double>(events) /
                                   static_cast<double>(read));
  }
};

Selection select(const TableFacts& facts, const ports::EventFilter& filter, const Sample& sample) {
  Selection selection(facts, filter);
  if (!sample.is_all()) selection.one_stretch_of(sample.parts);
  return selection;
}

/// All events, or a sample when they are many.
Outcome<Sample> choose_sample(const Connection& on, const TableFacts& facts,
                              const ports::EventFilter& filter) {
  const auto events = count_events(on, facts, filter);
  if (!events) return unexpected(events.error());
  const Sample all{*events, *events};
  if (*events <= ports::EventTags::kExactEvents) return all;
  Sample sample{*events, 0, (*events + kSampledEvents - 1) / kSampledEvents};
  const Selection selection = select(facts, filter, sample);
  auto read = run(on, "SELECT count(*)" + selection.from_where(), selection.parameters());
  if (!read) return unexpected(read.error());
  sample.read = read->single_int64();
  // Events that lie so close together that most of them were missed, or met, say little.
  const std::int64_t expected = sample.events / sample.parts;
  return sample.read < expected / 2 || sample.read > expected * 2 ? all : sample;
}

/// Keys that have a column, those without events included.
Outcome<std::vector<TagKey>> column_keys(const Connection& on, const TableFacts& facts,
                                         const ports::EventFilter& filter, const Sample& sample) {
  Selection selection = select(facts, filter, sample);
  std::vector<TagKey> keys;
  std::string sql;
  const auto add = [&](std::string_view key) {
    sql += (sql.empty() ? "SELECT count(" : ", count(") + selection.tag(key) + ")";
    keys.push_back({std::string(key)});
  };
  for (const PromotedTag& tag : kPromotedTags) add(tag.key);
  for (const FieldTag& tag : kFieldTags) add(tag.key);
  auto result = run(on, sql + selection.from_where(), selection.parameters());
  if (!result) return unexpected(result.error());
  for_each_row(*result, [&keys](auto column, idx_t row) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      keys[i].events = value_at<std::int64_t>(column(i), row);
    }
  });
  return keys;
}

/// The most frequent keys of the map.
Outcome<std::vector<TagKey>> map_keys(const Connection& on, const TableFacts& facts,
                                      const ports::EventFilter& filter, const Sample& sample,
                                      std::size_t limit) {
  Selection selection = select(facts, filter, sample);
  std::string strays;
  if (facts.stray_tags) {  // Counted with their columns.
    for (const FieldTag& tag : kFieldTags) {
      strays += (strays.empty() ? " WHERE k NOT IN (" : ", ") + selection.bind(tag.key);
    }
    strays += ")";
  }
  auto result =
      run(on,
          "SELECT k, count(*) AS n FROM (SELECT unnest(map_keys(e.tags)) AS k" +
              selection.from_where() + ")" + strays + " GROUP BY k ORDER BY n DESC, k LIMIT " +
              selection.bind(static_cast<std::int64_t>(limit)),
          selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<TagKey> keys;
  for_each_row(*result, [&keys](auto column, idx_t row) {
    keys.push_back({std::string(text_at(column(0), row)), value_at<std::int64_t>(column(1), row)});
  });
  return keys;
}

/// Counts distinct values, one column at a time: all at once take 100 MB and more, as DuckDB keeps
/// every value of every column.
Outcome<void> count_column_values(const Connection& on, const TableFacts& facts,
                                  const ports::EventFilter& filter, const Sample& sample,
                                  TagKey& key) {
  Selection selection = select(facts, filter, sample);
  const std::string value = selection.tag(key.key);
  auto result = run(on, "SELECT count(DISTINCT " + value + ")" + selection.from_where(),
                    selection.parameters());
  if (!result) return unexpected(result.error());
  key.values = result->single_int64();
  return {};
}

/// Of those that are in the map, in one pass; its groups spill when they are many.
Outcome<void> count_map_values(const Connection& on, const TableFacts& facts,
                               const ports::EventFilter& filter, const Sample& sample,
                               std::span<TagKey> keys) {
  Selection selection = select(facts, filter, sample);
  std::string wanted;
  for (const TagKey& key : keys) {
    if (has_column(key.key)) continue;
    wanted += (wanted.empty() ? "" : ", ") + selection.bind(key.key);
  }
  if (wanted.empty()) return {};
  auto result =
      run(on,
          "SELECT k, count(*) FROM (SELECT k, v FROM (SELECT unnest(map_keys(e.tags)) AS "
          "k, unnest(map_values(e.tags)) AS v" +
              selection.from_where() + ") WHERE k IN (" + wanted + ") GROUP BY k, v) GROUP BY k",
          selection.parameters());
  if (!result) return unexpected(result.error());
  for_each_row(*result, [keys](auto column, idx_t row) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const TagKey& key) {
      return key.key == text_at(column(0), row);
    });
    found->values = value_at<std::int64_t>(column(1), row);
  });
  return {};
}

template <class Column>
TagValue read_value(Column column, idx_t first, idx_t row) {
  return {std::string(text_at(column(first), row)), value_at<std::int64_t>(column(first + 1), row),
          from_unix_us(value_at<std::int64_t>(column(first + 2), row)),
          from_unix_us(value_at<std::int64_t>(column(first + 3), row))};
}

const char* sort_column(ports::TagValueOrder order) {
  switch (order) {
    case ports::TagValueOrder::last_seen:
      return "last";
    case ports::TagValueOrder::events:
      return "n";
    case ports::TagValueOrder::first_seen:
      return "first";
  }
  return "n";
}

/// Adds to each of `summaries` what its key has. One pass over the events when they are kept in
/// memory, else one for each key.
Outcome<void> summarize(const Connection& on, const TableFacts& facts,
                        const ports::EventFilter& filter, const Sample& sample,
                        std::span<TagSummary> summaries, std::size_t per_key) {
  Selection selection = select(facts, filter, sample);
  std::string columns = "e.ts AS ts";
  std::string tops;
  const std::string limit = selection.bind(static_cast<std::int64_t>(per_key));
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const std::string number = std::to_string(i);
    const std::string name = "tag" + number;
    columns += ", " + selection.tag(summaries[i].key) + " AS " + name;
    tops +=
        (tops.empty() ? "(SELECT " : " UNION ALL (SELECT ") + number +
        "::BIGINT, v, n, first, last, (sum(n) OVER ())::BIGINT, count(*) OVER () FROM (SELECT " +
        name + " AS v, count(*) AS n, min(ts) AS first, max(ts) AS last FROM tagged WHERE " + name +
        " IS NOT NULL GROUP BY v) ORDER BY n DESC, v LIMIT " + limit + ")";
  }
  const std::string kept = summaries.size() == 1 ? "NOT MATERIALIZED" : "MATERIALIZED";
  auto result = run(
      on, "WITH tagged AS " + kept + " (SELECT " + columns + selection.from_where() + ") " + tops,
      selection.parameters());
  if (!result) return unexpected(result.error());
  for_each_row(*result, [summaries](auto column, idx_t row) {
    TagSummary& summary = summaries[value_at<std::uint64_t>(column(0), row)];
    summary.top.push_back(read_value(column, 1, row));
    summary.events = value_at<std::int64_t>(column(5), row);
    summary.values = value_at<std::int64_t>(column(6), row);
  });
  return {};
}

/// One tag alone is read whole: pages of one tag are about its numbers.
Outcome<Sample> sample_for(const Connection& on, const TableFacts& facts,
                           const ports::EventFilter& filter, std::size_t keys) {
  if (keys > 1) return choose_sample(on, facts, filter);
  const auto events = count_events(on, facts, filter);
  if (!events) return unexpected(events.error());
  return Sample{*events, *events};
}

std::size_t keys_at_once(const Sample& sample, std::size_t keys) {
  if (!sample.is_all()) {
    return static_cast<std::size_t>(std::max<std::int64_t>(kSampledTagsAtOnce / sample.read, 1));
  }
  return sample.read * static_cast<std::int64_t>(keys) <= kTagsAtOnce ? keys : 1;
}

/// Its numbers made those of all events.
void finish(const Sample& sample, TagSummary& summary) {
  summary.sampled = !sample.is_all();
  summary.events = sample.scaled(summary.events);
  summary.missing = sample.events - summary.events;
  for (TagValue& value : summary.top) value.events = sample.scaled(value.events);
  std::sort(summary.top.begin(), summary.top.end(), [](const TagValue& a, const TagValue& b) {
    return a.events != b.events ? a.events > b.events : a.value < b.value;
  });
}

}  // namespace

Outcome<std::vector<TagKey>> tag_keys(const Connection& on, const TableFacts& facts,
                                      const ports::EventFilter& filter, TagKeyCounts counts,
                                      std::size_t limit) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<TagKey>> {
    const auto sample = choose_sample(on, facts, filter);
    if (!sample) return unexpected(sample.error());
    auto keys = column_keys(on, facts, filter, *sample);
    if (!keys) return keys;
    std::erase_if(*keys, [](const TagKey& key) { return key.events == 0; });
    auto others = map_keys(on, facts, filter, *sample, limit);
    if (!others) return others;
    keys->insert(keys->end(), others->begin(), others->end());
    std::sort(keys->begin(), keys->end(), [](const TagKey& a, const TagKey& b) {
      return a.events != b.events ? a.events > b.events : a.key < b.key;
    });
    if (keys->size() > limit) keys->resize(limit);
    for (TagKey& key : *keys) key.events = sample->scaled(key.events);
    if (counts == TagKeyCounts::events) return keys;

    auto counted = count_map_values(on, facts, filter, *sample, *keys);
    for (TagKey& key : *keys) {
      if (counted && has_column(key.key))
        counted = count_column_values(on, facts, filter, *sample, key);
    }
    if (!counted) return unexpected(counted.error());
    return keys;
  });
}

Outcome<std::vector<TagValue>> tag_values(const Connection& on, const TableFacts& facts,
                                          const ports::EventFilter& filter,
                                          const ports::TagValueQuery& query) {
  Selection selection(facts, filter);
  std::string sql = "SELECT v, count(*) AS n, min(ts) AS first, max(ts) AS last FROM (SELECT " +
                    selection.tag(query.key) + " AS v, e.ts AS ts" + selection.from_where() +
                    ") WHERE v IS NOT NULL";
  if (!query.text.empty()) sql += " AND " + contains_text("v", selection.bind(query.text));
  sql += std::string(" GROUP BY v ORDER BY ") + sort_column(query.order) + " DESC, v LIMIT " +
         selection.bind(static_cast<std::int64_t>(query.limit)) + " OFFSET " +
         selection.bind(static_cast<std::int64_t>(query.offset));
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<TagValue> values;
  for_each_row(*result,
               [&values](auto column, idx_t row) { values.push_back(read_value(column, 0, row)); });
  return values;
}

Outcome<std::vector<TagSummary>> tag_top_values(const Connection& on, const TableFacts& facts,
                                                const ports::EventFilter& filter,
                                                std::span<const std::string> keys,
                                                std::size_t per_key) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<TagSummary>> {
    const auto sample = sample_for(on, facts, filter, keys.size());
    if (!sample) return unexpected(sample.error());
    std::vector<TagSummary> summaries(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) summaries[i].key = to_valid_utf8(keys[i]);
    const std::size_t at_once = keys_at_once(*sample, keys.size());
    std::span<TagSummary> left(summaries);
    while (!left.empty() && sample->read != 0) {
      const auto part = left.first(std::min(at_once, left.size()));
      left = left.subspan(part.size());
      if (const auto done = summarize(on, facts, filter, *sample, part, per_key); !done) {
        return unexpected(done.error());
      }
    }
    for (TagSummary& summary : summaries) finish(*sample, summary);
    return summaries;
  });
}

}  // namespace picket::adapters::duck
