#include "adapters/events_duckdb/tags.h"

#include <algorithm>

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

/// Keys that have a column, those without events included.
Outcome<std::vector<TagKey>> column_keys(const Connection& on, const TableFacts& facts,
                                         const ports::EventFilter& filter) {
  Selection selection(facts, filter);
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
                                      const ports::EventFilter& filter, std::size_t limit) {
  Selection selection(facts, filter);
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
                                  const ports::EventFilter& filter, TagKey& key) {
  Selection selection(facts, filter);
  const std::string value = selection.tag(key.key);
  auto result = run(on, "SELECT count(DISTINCT " + value + ")" + selection.from_where(),
                    selection.parameters());
  if (!result) return unexpected(result.error());
  key.values = result->single_int64();
  return {};
}

/// Of those that are in the map, in one pass; its groups spill when they are many.
Outcome<void> count_map_values(const Connection& on, const TableFacts& facts,
                               const ports::EventFilter& filter, std::span<TagKey> keys) {
  Selection selection(facts, filter);
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
                        const ports::EventFilter& filter, std::span<TagSummary> summaries,
                        std::size_t per_key) {
  Selection selection(facts, filter);
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

}  // namespace

Outcome<std::vector<TagKey>> tag_keys(const Connection& on, const TableFacts& facts,
                                      const ports::EventFilter& filter, TagKeyCounts counts,
                                      std::size_t limit) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<TagKey>> {
    auto keys = column_keys(on, facts, filter);
    if (!keys) return keys;
    std::erase_if(*keys, [](const TagKey& key) { return key.events == 0; });
    auto others = map_keys(on, facts, filter, limit);
    if (!others) return others;
    keys->insert(keys->end(), others->begin(), others->end());
    std::sort(keys->begin(), keys->end(), [](const TagKey& a, const TagKey& b) {
      return a.events != b.events ? a.events > b.events : a.key < b.key;
    });
    if (keys->size() > limit) keys->resize(limit);
    if (counts == TagKeyCounts::events) return keys;

    auto counted = count_map_values(on, facts, filter, *keys);
    for (TagKey& key : *keys) {
      if (counted && has_column(key.key)) counted = count_column_values(on, facts, filter, key);
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
    const auto all = count_events(on, facts, filter);
    if (!all) return unexpected(all.error());
    std::vector<TagSummary> summaries(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) summaries[i].key = to_valid_utf8(keys[i]);
    const bool at_once = *all * static_cast<std::int64_t>(keys.size()) <= kTagsAtOnce;
    std::span<TagSummary> left(summaries);
    while (!left.empty() && *all != 0) {
      const auto part = left.first(at_once ? left.size() : 1);
      left = left.subspan(part.size());
      if (const auto done = summarize(on, facts, filter, part, per_key); !done) {
        return unexpected(done.error());
      }
    }
    for (TagSummary& summary : summaries) {
      summary.missing = *all - summary.events;
      std::sort(summary.top.begin(), summary.top.end(), [](const TagValue& a, const TagValue& b) {
        return a.events != b.events ? a.events > b.events : a.value < b.value;
      });
    }
    return summaries;
  });
}

}  // namespace picket::adapters::duck
