// The questions of the port: each on a reader's connection.
#include "adapters/events_duckdb/counts.h"
#include "adapters/events_duckdb/event_store.h"
#include "adapters/events_duckdb/queries.h"
#include "adapters/events_duckdb/ranks.h"
#include "adapters/events_duckdb/tables.h"
#include "adapters/events_duckdb/tags.h"

namespace picket::adapters {
namespace {

using duck::Connection;
using ports::EventFilter;

/// A question about events, which ends early when its filter says so.
template <class Ask>
struct About {
  std::stop_token stop;
  Ask ask;
  auto operator()(const Connection& on) const { return ask(on); }
};
template <class Ask>
About<Ask> about(const EventFilter& filter, Ask ask) {
  return {filter.stop, std::move(ask)};
}

/// None for questions that are not about events.
template <class Ask>
std::stop_token stop_of(const Ask& ask) {
  if constexpr (requires { ask.stop; }) {
    return ask.stop;
  } else {
    return {};
  }
}

/// Zeros filled in, by id.
template <class Series>
std::vector<Series> series_of(const std::vector<duck::TimeCount>& counts, std::int64_t buckets) {
  std::vector<Series> series;
  std::int64_t last = 0;
  for (const duck::TimeCount& count : counts) {  // Ordered by id.
    if (series.empty() || last != count.id) {
      series.push_back({{count.id}, std::vector<std::int64_t>(static_cast<std::size_t>(buckets))});
      last = count.id;
    }
    series.back().events[static_cast<std::size_t>(count.bucket)] = count.events;
  }
  return series;
}

}  // namespace

duck::TableFacts DuckdbEventStore::facts() const {
  const MutexLock lock(overrides_mutex_);
  return {overrides_, has_stray_tags_};
}

/// Runs `ask` on a connection of `pool`, waiting for one within its limits.
template <class Query>
auto DuckdbEventStore::query_on(duck::ReaderPool& pool, Query ask)
    -> Result<typename decltype(ask(Connection()))::value_type> {
  if (broken_) {
    const MutexLock lock(writer_mutex_);
    if (const auto opened = ensure_open(); !opened) return unexpected(opened.error());
  }
  const std::stop_token stop = stop_of(ask);
  auto lease = pool.acquire(stop);
  const std::stop_callback interrupt(stop, [&pool] { pool.notice_stops(); });
  if (!lease) {
    if (stop.stop_requested()) telemetry_.query_cancelled();
    return unexpected(lease.error());
  }
  const auto start = std::chrono::steady_clock::now();
  auto answer = ask(lease->connection());
  telemetry_.queried(std::chrono::steady_clock::now() - start);
  if (!answer && !answer.error().fatal && stop.stop_requested()) {
    telemetry_.query_cancelled();
    return unexpected(duck::cancelled_query());
  }
  if (!answer) {
    note_failure(answer.error());  // While the lease is held: close() waits for it.
    return unexpected(std::move(answer.error().error));
  }
  return std::move(*answer);
}

Result<ports::Offset> DuckdbEventStore::applied_offset(const ports::TopicPartition& of) {
  fall_back_.asked(of);
  return query([&](const Connection& on) { return duck::applied_offset(on, of); });
}

Result<std::vector<domain::EventRow>> DuckdbEventStore::find(
    const EventFilter& filter, ports::EventOrder order,
    const std::optional<ports::EventCursor>& cursor, std::size_t limit) {
  if (const auto checked = ports::check_find(filter, limit); !checked) {
    return unexpected(checked.error());
  }
  return query(about(filter, [&](const Connection& on) {
    return duck::find(on, facts(), filter, order, cursor, limit);
  }));
}

Result<ports::EventNeighbours> DuckdbEventStore::adjacent(const EventFilter& filter,
                                                          const ports::EventCursor& to) {
  if (const auto checked = ports::check_filter(filter); !checked) {
    return unexpected(checked.error());
  }
  return query(
      about(filter, [&](const Connection& on) { return duck::adjacent(on, facts(), filter, to); }));
}

Result<ports::EventCount> DuckdbEventStore::count(const EventFilter& filter) {
  if (const auto checked = ports::check_filter(filter); !checked) {
    return unexpected(checked.error());
  }
  return query_heavy(
      about(filter, [&](const Connection& on) { return duck::count(on, facts(), filter); }));
}

Result<std::vector<ports::IssueCount>> DuckdbEventStore::count_by_issue(
    const EventFilter& filter, std::span<const IssueId> issues) {
  auto checked = ports::check_filter(filter);
  if (checked) checked = ports::check_issues(issues);
  if (!checked) return unexpected(checked.error());
  return query_heavy(about(filter, [&](const Connection& on) {
    return duck::count_by_issue(on, facts(), filter, issues);
  }));
}

Result<std::vector<ports::BucketCount>> DuckdbEventStore::count_by_time(const EventFilter& filter,
                                                                        Duration width) {
  const auto buckets = ports::bucket_count(filter, width, 1);
  if (!buckets) return unexpected(buckets.error());
  std::vector<ports::BucketCount> counts(static_cast<std::size_t>(*buckets));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i].start = *filter.start + static_cast<std::int64_t>(i) * width;
  }
  const auto found = query(about(filter, [&](const Connection& on) {
    return duck::count_by_time(on, facts(), filter, width);
  }));
  if (!found) return unexpected(found.error());
  for (const duck::TimeCount& count : *found) {
    counts[static_cast<std::size_t>(count.bucket)].events = count.events;
  }
  return counts;
}

Result<std::vector<ports::IssueSeries>> DuckdbEventStore::count_by_issue_and_time(
    const EventFilter& filter, std::span<const IssueId> issues, Duration width) {
  const auto buckets = ports::bucket_count(filter, width, issues.size());
  if (!buckets) return unexpected(buckets.error());
  const auto found = query(about(filter, [&](const Connection& on) {
    return duck::count_by_issue_and_time(on, facts(), filter, issues, width);
  }));
  if (!found) return unexpected(found.error());
  return series_of<ports::IssueSeries>(*found, *buckets);
}

Result<std::vector<ports::ProjectSeries>> DuckdbEventStore::count_by_project_and_time(
    const EventFilter& filter, std::span<const ProjectId> projects, Duration width) {
  const auto buckets = ports::bucket_count(filter, width, projects.size());
  if (!buckets) return unexpected(buckets.error());
  const auto found = query(about(filter, [&](const Connection& on) {
    return duck::count_by_project_and_time(on, facts(), filter, projects, width);
  }));
  if (!found) return unexpected(found.error());
  return series_of<ports::ProjectSeries>(*found, *buckets);
}

Result<std::vector<ports::SeenEnvironment>> DuckdbEventStore::environments(
    const EventFilter& filter) {
  if (const auto checked = ports::check_filter(filter); !checked) {
    return unexpected(checked.error());
  }
  return query(
      about(filter, [&](const Connection& on) { return duck::environments(on, facts(), filter); }));
}

Result<std::vector<ports::TagKey>> DuckdbEventStore::tag_keys(const EventFilter& filter,
                                                              ports::TagKeyCounts counts,
                                                              std::size_t limit) {
  if (const auto checked = ports::check_tag_keys(filter, limit); !checked) {
    return unexpected(checked.error());
  }
  return query_heavy(about(filter, [&](const Connection& on) {
    return duck::tag_keys(on, facts(), filter, counts, limit);
  }));
}

Result<std::vector<ports::TagValue>> DuckdbEventStore::tag_values(
    const EventFilter& filter, const ports::TagValueQuery& query) {
  if (const auto checked = ports::check_tag_values(filter, query); !checked) {
    return unexpected(checked.error());
  }
  return query_heavy(about(
      filter, [&](const Connection& on) { return duck::tag_values(on, facts(), filter, query); }));
}

Result<std::vector<ports::TagSummary>> DuckdbEventStore::tag_top_values(
    const EventFilter& filter, std::span<const std::string> keys, std::size_t per_key) {
  if (const auto checked = ports::check_tag_top_values(filter, keys.size(), per_key); !checked) {
    return unexpected(checked.error());
  }
  return query_heavy(about(filter, [&](const Connection& on) {
    return duck::tag_top_values(on, facts(), filter, keys, per_key);
  }));
}

Result<std::vector<ports::TagSummary>> DuckdbEventStore::top_tags(const EventFilter& filter,
                                                                  std::size_t limit,
                                                                  std::size_t per_key) {
  if (const auto checked = ports::check_top_tags(filter, limit, per_key); !checked) {
    return unexpected(checked.error());
  }
  return query_heavy(about(filter, [&](const Connection& on) {
    return duck::top_tags(on, facts(), filter, limit, per_key);
  }));
}

Result<std::vector<ports::RankedIssue>> DuckdbEventStore::rank_issues(
    const ports::IssueRankQuery& query) {
  if (const auto checked = ports::check_ranks(query); !checked) {
    return unexpected(checked.error());
  }
  const bool groups_texts = query.rank == ports::IssueRank::users;
  return query_on(groups_texts ? heavy_readers_ : readers_,
                  about(query.filter, [&](const Connection& on) {
                    return duck::rank_issues(on, facts(), query);
                  }));
}

Result<std::vector<ports::TableRow>> DuckdbEventStore::table(const ports::TableQuery& query) {
  if (const auto checked = ports::check_table(query); !checked) {
    return unexpected(checked.error());
  }
  return query_heavy(
      about(query.filter, [&](const Connection& on) { return duck::table(on, facts(), query); }));
}

Result<std::vector<ports::EventSeries>> DuckdbEventStore::series(const ports::SeriesQuery& query) {
  const auto buckets = ports::check_series(query);
  if (!buckets) return unexpected(buckets.error());
  return query_heavy(about(query.filter, [&](const Connection& on) {
    return duck::series(on, facts(), query, *buckets);
  }));
}

Result<std::vector<std::pair<ProjectId, EventId>>> DuckdbEventStore::recent_ids(Timestamp since,
                                                                                std::size_t limit) {
  return query([&](const Connection& on) { return duck::recent_ids(on, since, limit); });
}

Result<ports::EventTotals> DuckdbEventStore::totals() {
  return query([](const Connection& on) { return duck::totals(on); });
}

}  // namespace picket::adapters
