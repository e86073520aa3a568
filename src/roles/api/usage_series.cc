#include "roles/api/usage_series.h"

#include <algorithm>
#include <utility>

#include "roles/api/pending_usage.h"

namespace picket::api {
namespace {

/// Numbers in all series of one answer: some megabytes of JSON.
constexpr std::size_t kMaxPoints = 1'000'000;

Problem too_much() {
  return bad_request(
      "The question has too many groups or intervals for one answer: ask for a shorter range, a "
      "longer interval or fewer groups.");
}

UsageGroup group_of(const protocol::OutcomeCount& row, const UsageQuery& query) {
  UsageGroup group;
  if (query.by.project) group.project = row.project;
  if (query.by.key) group.key = row.key;
  if (query.by.category) group.category = usage_category(row.category);
  if (query.by.outcome) group.outcome = row.outcome;
  if (query.by.reason) group.reason = usage_reason(row.reason);
  return group;
}

ports::OutcomeSeriesQuery ledger_query(const Call& call, const UsageQuery& query,
                                       bool with_series) {
  ports::OutcomeSeriesQuery asked;
  asked.projects = call.grant.project_ids();
  asked.categories = query.categories;
  asked.outcomes = query.outcomes;
  asked.start = query.start;
  asked.end = query.end;
  asked.bucket = with_series ? query.interval : query.end - query.start;
  asked.split = query.by;
  asked.split.reason = query.by.reason || !query.reasons.empty();
  return asked;
}

template <class T>
bool takes(const std::vector<T>& wanted, const T& one) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), one) != wanted.end();
}

/// As the ledger would answer, if it had them.
Answer<std::vector<protocol::OutcomeCount>> pending_of(const Call& call, const UsageQuery& query) {
  if (!takes(query.outcomes, protocol::Outcome::pending)) return {};
  auto waiting = read_pending(call);
  if (!waiting) return waiting;
  const std::vector<ProjectId> projects = call.grant.project_ids();
  std::erase_if(*waiting, [&](const protocol::OutcomeCount& one) {
    const bool of_projects =
        std::find(projects.begin(), projects.end(), one.project) != projects.end();
    return !of_projects || !takes(query.categories, one.category) || one.minute < query.start ||
           one.minute >= query.end;
  });
  return waiting;
}

/// False when the answer would have too many numbers.
bool add(Usage& usage, const protocol::OutcomeCount& row, const UsageQuery& query,
         bool with_series) {
  if (!query.takes(row.reason)) return true;
  UsageCounts& counts = usage[group_of(row, query)];
  counts.total += row.quantity;
  if (!with_series) return true;
  if (counts.series.empty()) {
    if (usage.size() * query.intervals() > kMaxPoints) return false;
    counts.series.resize(query.intervals());
  }
  counts.series[static_cast<std::size_t>((row.minute - query.start) / query.interval)] +=
      row.quantity;
  return true;
}

}  // namespace

Answer<Usage> read_usage(const Call& call, const UsageQuery& query, bool with_series) {
  const auto rows = call.meta().outcomes().series(ledger_query(call, query, with_series));
  if (!rows && rows.error().code == "too_many_rows") return unexpected(too_much());
  if (!rows) return unexpected(failed(rows.error()));
  const auto waiting = pending_of(call, query);
  if (!waiting) return unexpected(waiting.error());
  Usage usage;
  for (const auto* const counts : {&*rows, &*waiting}) {
    for (const protocol::OutcomeCount& row : *counts) {
      if (!add(usage, row, query, with_series)) return unexpected(too_much());
    }
  }
  return usage;
}

}  // namespace picket::api
