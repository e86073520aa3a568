#include "adapters/events_duckdb/tags.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "adapters/events_duckdb/columns.h"
#include "adapters/events_duckdb/counts.h"
#include "adapters/events_duckdb/tag_sample.h"
#include "adapters/events_duckdb/tag_scan.h"
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

/// The events whose tags are counted.
struct Look {
  Sample sample;
  std::int64_t read = 0;  ///< Of those of the sample.

  /// What a number of events among those that were read means for all.
  std::int64_t scaled(std::int64_t number) const noexcept {
    return sample.is_all() || read == 0
               ? number
               : std::llround(static_cast<double>(number) * static_cast<double>(sample.events) /
                              static_cast<double>(read));
  }
};

/// What a scan found, unless the tags of its events do not fit into memory.
struct Found {
  Look look;
  std::optional<std::vector<TagSummary>> tags;
};

/// Scans the sample, and another one when that is not fair.
Outcome<Found> look_at(const Connection& on, const TableFacts& facts,
                       const ports::EventFilter& filter, std::span<const std::string> keys,
                       TagParts parts, std::size_t per_key) {
  const SampleLimits limits;
  auto sample = choose_sample(on, facts, filter, limits);
  if (!sample) return unexpected(sample.error());
  for (;;) {
    auto scanned = scan_tags(on, facts, select(facts, filter, *sample), keys, parts, per_key);
    if (!scanned) return unexpected(scanned.error());
    if (!*scanned) return Found{{*sample}, std::nullopt};
    if (sample->is_fair((*scanned)->events)) {
      return Found{{*sample, (*scanned)->events}, std::move((*scanned)->tags)};
    }
    const Sample other = sample->of_all_groups(limits);
    if (other == *sample) return Found{{*sample, (*scanned)->events}, std::move((*scanned)->tags)};
    sample = other;
  }
}

/// For statements that do not say how many rows they read.
Outcome<void> count_read(const Connection& on, const TableFacts& facts,
                         const ports::EventFilter& filter, Look& look) {
  const Selection selection = select(facts, filter, look.sample);
  auto read = run(on, "SELECT count(*)" + selection.from_where(), selection.parameters());
  if (!read) return unexpected(read.error());
  look.read = read->single_int64();
  return {};
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

std::size_t keys_at_once(const Look& look, std::size_t keys) {
  return look.read * static_cast<std::int64_t>(keys) <= kTagsAtOnce
             ? keys
             : static_cast<std::size_t>(std::max<std::int64_t>(kTagsAtOnce / look.read, 1));
}

/// Its numbers made those of all events.
void finish(const Look& look, TagSummary& summary) {
  summary.sampled = !look.sample.is_all();
  summary.events = look.scaled(summary.events);
  summary.missing = look.sample.events - summary.events;
  for (TagValue& value : summary.top) value.events = look.scaled(value.events);
  std::sort(summary.top.begin(), summary.top.end(), [](const TagValue& a, const TagValue& b) {
    return a.events != b.events ? a.events > b.events : a.value < b.value;
  });
}

bool has_more(const TagKey& a, const TagKey& b) {
  return a.events != b.events ? a.events > b.events : a.key < b.key;
}

/// Of events whose tags do not fit into memory: statement by statement, which DuckDB may spill.
Outcome<std::vector<TagKey>> keys_by_statements(const Connection& on, const TableFacts& facts,
                                                const ports::EventFilter& filter,
                                                const Sample& sample, TagKeyCounts counts,
                                                std::size_t limit) {
  auto keys = column_keys(on, facts, filter, sample);
  if (!keys) return keys;
  std::erase_if(*keys, [](const TagKey& key) { return key.events == 0; });
  auto others = map_keys(on, facts, filter, sample, limit);
  if (!others) return others;
  keys->insert(keys->end(), others->begin(), others->end());
  std::sort(keys->begin(), keys->end(), has_more);
  if (keys->size() > limit) keys->resize(limit);
  if (counts == TagKeyCounts::events) return keys;
  auto counted = count_map_values(on, facts, filter, sample, *keys);
  for (TagKey& key : *keys) {
    if (counted && has_column(key.key))
      counted = count_column_values(on, facts, filter, sample, key);
  }
  if (!counted) return unexpected(counted.error());
  return keys;
}

Outcome<std::vector<TagSummary>> summaries_by_statements(
    const Connection& on, const TableFacts& facts, const ports::EventFilter& filter,
    const Look& look, std::span<const std::string> keys, std::size_t per_key) {
  std::vector<TagSummary> summaries(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) summaries[i].key = keys[i];
  if (look.read == 0) return summaries;
  const std::size_t at_once = keys_at_once(look, keys.size());
  for (std::span<TagSummary> left(summaries); !left.empty();) {
    const auto part = left.first(std::min(at_once, left.size()));
    left = left.subspan(part.size());
    const auto done = summarize(on, facts, filter, look.sample, part, per_key);
    if (!done) return unexpected(done.error());
  }
  return summaries;
}

/// One tag alone is read whole: pages of one tag are about its numbers.
Outcome<std::vector<TagSummary>> summary_of_one(const Connection& on, const TableFacts& facts,
                                                const ports::EventFilter& filter,
                                                const std::string& key, std::size_t per_key) {
  const auto events = count_events(on, facts, filter);
  if (!events) return unexpected(events.error());
  const Look all{{*events}, *events};
  auto summaries = summaries_by_statements(on, facts, filter, all, {&key, 1}, per_key);
  if (summaries) finish(all, summaries->front());
  return summaries;
}

/// In the order of `keys`, also of those that were not met.
std::vector<TagSummary> in_order_of(std::span<const std::string> keys,
                                    const std::vector<TagSummary>& met) {
  std::vector<TagSummary> ordered;
  for (const std::string& key : keys) {
    const auto found = std::find_if(met.begin(), met.end(),
                                    [&key](const TagSummary& tag) { return tag.key == key; });
    if (found != met.end()) {
      ordered.push_back(*found);
    } else {
      ordered.emplace_back().key = key;
    }
  }
  return ordered;
}

}  // namespace

Outcome<std::vector<TagKey>> tag_keys(const Connection& on, const TableFacts& facts,
                                      const ports::EventFilter& filter, TagKeyCounts counts,
                                      std::size_t limit) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<TagKey>> {
    const bool with_values = counts == TagKeyCounts::events_and_values;
    auto found =
        look_at(on, facts, filter, {}, with_values ? TagParts::keys_and_values : TagParts::keys, 0);
    if (!found) return unexpected(found.error());
    std::vector<TagKey> keys;
    if (found->tags) {
      for (const TagSummary& tag : *found->tags) keys.push_back({tag.key, tag.events, tag.values});
    } else {
      auto asked = keys_by_statements(on, facts, filter, found->look.sample, counts, limit);
      if (!asked) return unexpected(asked.error());
      keys = *std::move(asked);
      const auto counted = count_read(on, facts, filter, found->look);
      if (!counted) return unexpected(counted.error());
    }
    if (keys.size() > limit) keys.resize(limit);
    for (TagKey& key : keys) key.events = found->look.scaled(key.events);
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
    std::vector<std::string> valid;
    for (const std::string& key : keys) valid.push_back(to_valid_utf8(key));
    if (valid.empty()) return std::vector<TagSummary>();
    if (valid.size() == 1) return summary_of_one(on, facts, filter, valid.front(), per_key);
    auto found = look_at(on, facts, filter, valid, TagParts::keys_and_values, per_key);
    if (!found) return unexpected(found.error());
    std::vector<TagSummary> summaries;
    if (found->tags) {
      summaries = in_order_of(valid, *found->tags);
    } else {
      if (auto read = count_read(on, facts, filter, found->look); !read)
        return unexpected(read.error());
      auto asked = summaries_by_statements(on, facts, filter, found->look, valid, per_key);
      if (!asked) return asked;
      summaries = *std::move(asked);
    }
    for (TagSummary& summary : summaries) finish(found->look, summary);
    return summaries;
  });
}

Outcome<std::vector<TagSummary>> top_tags(const Connection& on, const TableFacts& facts,
                                          const ports::EventFilter& filter, std::size_t limit,
                                          std::size_t per_key) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<TagSummary>> {
    auto found = look_at(on, facts, filter, {}, TagParts::keys_and_values, per_key);
    if (!found) return unexpected(found.error());
    std::vector<TagSummary> summaries;
    if (found->tags) {
      summaries = *std::move(found->tags);
      if (summaries.size() > limit) summaries.resize(limit);
    } else {
      const auto keys =
          keys_by_statements(on, facts, filter, found->look.sample, TagKeyCounts::events, limit);
      if (!keys) return unexpected(keys.error());
      if (auto read = count_read(on, facts, filter, found->look); !read)
        return unexpected(read.error());
      std::vector<std::string> names;
      for (const TagKey& key : *keys) names.push_back(key.key);
      auto asked = summaries_by_statements(on, facts, filter, found->look, names, per_key);
      if (!asked) return asked;
      summaries = *std::move(asked);
    }
    for (TagSummary& summary : summaries) finish(found->look, summary);
    return summaries;
  });
}

}  // namespace picket::adapters::duck
