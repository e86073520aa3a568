#include "roles/api/issue_page.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "ports/issues.h"
#include "roles/api/issue_stats.h"

namespace picket::api {
namespace {

std::int64_t sort_value(const domain::Issue& issue, ports::IssueSort sort) {
  switch (sort) {
    case ports::IssueSort::last_seen:
      return to_unix_us(issue.last_seen);
    case ports::IssueSort::first_seen:
      return to_unix_us(issue.first_seen);
    case ports::IssueSort::times_seen:
      return issue.times_seen;
  }
  return 0;
}

Cursor cursor_at(const ports::IssuePosition& position) {
  return {position.key, {0, static_cast<std::uint64_t>(position.issue.value)}, false};
}

ports::IssueQuery store_query(const Call& call, const IssueListQuery& query) {
  ports::IssueQuery asked;
  asked.projects = call.grant.project_ids();
  asked.statuses = query.search.statuses.value_or(std::vector<domain::IssueStatus>());
  asked.substatuses = query.search.substatuses.value_or(std::vector<domain::Substatus>());
  asked.issues = query.issues.value_or(std::vector<IssueId>());
  asked.assigned = query.assigned;
  asked.bookmarked_by = query.bookmarked_by;
  asked.levels = query.search.levels.value_or(std::vector<domain::Level>());
  asked.text = query.search.text;
  asked.seen_after = query.range.start;
  asked.sort = query.sort;
  return asked;
}

/// Walks the list from the cursor, in its direction, until the page is full.
class Walk {
 public:
  Walk(const Call& call, const IssueListQuery& query)
      : call_(call),
        query_(query),
        backwards_(query.cursor && query.cursor->is_prev),
        asked_(store_query(call, query)) {
    asked_.limit = query.limit + 1;  // One more tells whether there is another page.
    if (query.cursor) {
      place(asked_,
            {query.cursor->value, IssueId{static_cast<std::int64_t>(query.cursor->tie.low)}});
    }
  }

  Result<void, Problem> run() {
    while (!done_) {
      auto found = call_.meta().issues().list(asked_);
      if (!found) return unexpected(failed(found.error()));
      if (backwards_) std::reverse(found->begin(), found->end());
      const auto kept = with_events(*found);
      if (!kept) return unexpected(kept.error());
      take(*std::move(found), *kept);
    }
    return {};
  }

  IssuePage page() && {
    // Onwards: where the walk goes on, which may be past the last issue shown. Back: where it came
    // from. An empty page lies where its cursor says.
    Cursor onwards = query_.cursor.value_or(Cursor());
    Cursor back = onwards;
    if (end_) onwards = cursor_at(*end_);
    if (!issues_.empty()) back = cursor_at(position_of(issues_.front()));
    onwards.is_prev = backwards_;
    back.is_prev = !backwards_;
    const bool came_from_somewhere = query_.cursor.has_value();
    PageLinks links{back, came_from_somewhere, onwards, more_};
    if (backwards_) {
      links = {onwards, more_, back, came_from_somewhere};
      std::reverse(issues_.begin(), issues_.end());
    }
    return {std::move(issues_), links, std::nullopt};
  }

 private:
  ports::IssuePosition position_of(const domain::Issue& issue) const {
    return {sort_value(issue, query_.sort), issue.id};
  }

  void place(ports::IssueQuery& asked, const ports::IssuePosition& position) const {
    (backwards_ ? asked.before : asked.after) = position;
  }

  bool events_decide() const { return query_.range.end || !query_.environments.empty(); }

  /// Which of them have events in the range and environments.
  Answer<std::vector<bool>> with_events(std::span<const domain::Issue> issues) const {
    if (!events_decide()) return std::vector<bool>(issues.size(), true);
    ports::EventFilter filter = event_filter(call_, query_.environments);
    filter.start = query_.range.start;
    filter.end = query_.range.end;
    const auto counts = read_counts(call_, filter, ids_of(issues));
    if (!counts) return unexpected(counts.error());
    std::vector<bool> kept;
    for (const domain::Issue& issue : issues) kept.push_back(counts->at(issue.id).events > 0);
    return kept;
  }

  void take(std::vector<domain::Issue> found, const std::vector<bool>& kept) {
    const bool last = found.size() < asked_.limit;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (kept[i] && issues_.size() == query_.limit) {
        more_ = done_ = true;
        return;
      }
      end_ = position_of(found[i]);
      if (kept[i]) issues_.push_back(std::move(found[i]));
    }
    scanned_ += found.size();
    if (last) {
      done_ = true;
    } else if (scanned_ >= kMaxScanned) {
      more_ = done_ = true;
    } else {
      place(asked_, *end_);
    }
  }

  const Call& call_;
  const IssueListQuery& query_;
  const bool backwards_;
  ports::IssueQuery asked_;
  std::vector<domain::Issue> issues_;        ///< In the order of the walk.
  std::optional<ports::IssuePosition> end_;  ///< The last one looked at.
  std::size_t scanned_ = 0;
  bool more_ = false;
  bool done_ = false;
};

}  // namespace

Answer<IssuePage> read_issue_page(const Call& call, const IssueListQuery& query) {
  const bool none_chosen = query.issues && query.issues->empty();
  if (none_chosen || query.search.matches_nothing()) return IssuePage{{}, {}, 0};
  if (query.cursor &&
      (query.cursor->tie.high != 0 ||
       query.cursor->tie.low > std::uint64_t{std::numeric_limits<std::int64_t>::max()})) {
    return unexpected(bad_request("Invalid cursor parameter."));
  }
  Walk walk(call, query);
  if (auto done = walk.run(); !done) return unexpected(std::move(done.error()));
  IssuePage page = std::move(walk).page();
  if (!query.range.end && query.environments.empty()) {
    const auto hits = call.meta().issues().count(store_query(call, query));
    if (!hits) return unexpected(failed(hits.error()));
    page.hits = *hits;
  }
  return page;
}

}  // namespace picket::api
