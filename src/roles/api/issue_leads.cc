#include "roles/api/issue_leads.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "roles/api/issue_suggestions.h"

namespace picket::api {
namespace {

using ports::IssuePosition;
using ports::IssueRank;
using ports::IssueSort;
using ports::RankedIssue;
using Ids = std::vector<IssueId>;

/// Rows of one step of a walk; the first step asks for what a page needs.
constexpr std::size_t kMaxStep = 500;

bool is_of_events(IssueOrder order) noexcept {
  return order == IssueOrder::events || order == IssueOrder::users || order == IssueOrder::trend;
}

IssueRank rank_of(IssueOrder order) noexcept {
  switch (order) {
    case IssueOrder::events:
      return IssueRank::events;
    case IssueOrder::users:
      return IssueRank::users;
    case IssueOrder::trend:
      return IssueRank::trend;
    case IssueOrder::last_seen:
    case IssueOrder::first_seen:
    case IssueOrder::times_seen:
      break;
  }
  return IssueRank::last_seen;
}

IssueSort sort_of(IssueOrder order) noexcept {
  if (order == IssueOrder::first_seen) return IssueSort::first_seen;
  if (order == IssueOrder::times_seen) return IssueSort::times_seen;
  return IssueSort::last_seen;
}

std::int64_t sort_value(const domain::Issue& issue, IssueSort sort) {
  switch (sort) {
    case IssueSort::last_seen:
      return to_unix_us(issue.last_seen);
    case IssueSort::first_seen:
      return to_unix_us(issue.first_seen);
    case IssueSort::times_seen:
      return issue.times_seen;
  }
  return 0;
}

/// One issue on its way to the page.
struct Candidate {
  IssuePosition place;
  std::optional<domain::Issue> issue{};  ///< Nullopt: one of them that meta_db does not let pass.
};

class Finder {
 public:
  Finder(ports::IssueRepository& issues, ports::EventStore& events, const IssueQuestion& question,
         const IssueWindow& window, const LeadLimits& limits)
      : issues_(issues),
        events_(events),
        question_(question),
        window_(window),
        limits_(limits),
        by_events_(is_of_events(question.order)),
        events_decide_(question.events_decide || by_events_),
        asked_(question.issues),
        filter_(question.events),
        place_(window.from) {
    asked_.sort = sort_of(question.order);
    asked_.after = asked_.before = std::nullopt;
    asked_.offset = 0;
    filter_.issues = asked_.issues;
  }

  Result<FoundIssues> run() {
    const auto some = events_decide_ ? narrow() : count();
    if (!some) return unexpected(some.error());
    if (!*some) return FoundIssues{{}, std::nullopt, false, 0};
    if (auto walked = walk(); !walked) return unexpected(walked.error());
    if (window_.backwards) std::reverse(found_.issues.begin(), found_.issues.end());
    // Nobody counts those that are sieved by their owners.
    if (!question_.suggestions.empty()) found_.hits.reset();
    return std::move(found_);
  }

 private:
  /// Whether there is any.
  Result<bool> count() {
    if (!question_.suggestions.empty()) return true;
    const auto hits = issues_.count(asked_);
    if (!hits) return unexpected(hits.error());
    found_.hits = *hits;
    return *hits > 0;
  }

  /// Asks the other store about the issues that the smaller side has. False: there are none.
  Result<bool> narrow() {
    const auto candidates = issues_.count(asked_);
    if (!candidates) return unexpected(candidates.error());
    if (*candidates == 0) return false;
    const bool few = *candidates <= static_cast<std::int64_t>(limits_.issues);
    if (few) {
      auto ids = list_ids(limits_.issues);
      if (!ids) return unexpected(ids.error());
      filter_.issues = *std::move(ids);
      if (filter_.issues.empty()) return false;
    }
    auto ranked = rank_ids(filter_, few ? filter_.issues.size() : limits_.events + 1);
    if (!ranked) return unexpected(ranked.error());
    if (!few && ranked->size() > limits_.events) {
      known_.insert(ranked->begin(), ranked->end());
      return true;
    }
    if (ranked->empty()) return false;
    asked_.issues = *std::move(ranked);
    if (!few) {
      auto ids = list_ids(asked_.issues.size());
      if (!ids) return unexpected(ids.error());
      asked_.issues = *std::move(ids);
      if (asked_.issues.empty()) return false;
    }
    filter_.issues = asked_.issues;
    exact_ = true;
    found_.hits = static_cast<std::int64_t>(asked_.issues.size());
    return true;
  }

  Result<Ids> list_ids(std::size_t limit) {
    ports::IssueQuery query = asked_;
    query.limit = limit;
    const auto listed = issues_.list(query);
    if (!listed) return unexpected(listed.error());
    Ids ids;
    for (const domain::Issue& issue : *listed) ids.push_back(issue.id);
    return ids;
  }

  Result<Ids> rank_ids(const ports::EventFilter& filter, std::size_t limit) {
    ports::IssueRankQuery query;
    query.filter = filter;
    query.limit = limit;
    const auto ranked = events_.rank_issues(query);
    if (!ranked) return unexpected(ranked.error());
    Ids ids;
    for (const RankedIssue& one : *ranked) ids.push_back(one.issue);
    return ids;
  }

  Result<void> walk() {
    std::size_t scanned = 0;
    std::size_t step = std::min(window_.limit + 1, kMaxStep);
    for (;;) {
      auto candidates = by_events_ ? next_by_events(step) : next_by_issues(step);
      if (!candidates) return unexpected(candidates.error());
      if (auto sieved = sieve(*candidates); !sieved) return sieved;
      const bool last = candidates->size() < step;
      scanned += candidates->size();
      const bool full = take(*std::move(candidates));
      found_.more = full || (!last && scanned >= limits_.scanned);
      if (full || last || found_.more) return {};
      place_ = found_.reached;
      step = std::min(step * 2, kMaxStep);
    }
  }

  /// In the direction of the window, like the next.
  Result<std::vector<Candidate>> next_by_issues(std::size_t step) {
    ports::IssueQuery query = asked_;
    query.limit = step;
    (window_.backwards ? query.before : query.after) = place_;
    auto listed = issues_.list(query);
    if (!listed) return unexpected(listed.error());
    if (window_.backwards) std::reverse(listed->begin(), listed->end());
    std::vector<Candidate> candidates;
    for (domain::Issue& issue : *listed) {
      candidates.push_back({{sort_value(issue, asked_.sort), issue.id}, std::move(issue)});
    }
    return candidates;
  }

  Result<std::vector<Candidate>> next_by_events(std::size_t step) {
    ports::IssueRankQuery query;
    query.filter = filter_;
    query.rank = rank_of(question_.order);
    if (place_) query.after = RankedIssue{place_->issue, place_->key};
    query.ascending = window_.backwards;
    query.limit = step;
    const auto ranked = events_.rank_issues(query);
    if (!ranked) return unexpected(ranked.error());
    return load(*ranked);
  }

  /// The issues of a step, those that meta_db lets pass.
  Result<std::vector<Candidate>> load(const std::vector<RankedIssue>& ranked) {
    std::vector<Candidate> candidates;
    if (ranked.empty()) return candidates;
    ports::IssueQuery query = asked_;
    query.issues.clear();
    for (const RankedIssue& one : ranked) query.issues.push_back(one.issue);
    query.limit = ranked.size();
    auto listed = issues_.list(query);
    if (!listed) return unexpected(listed.error());
    std::unordered_map<IssueId, domain::Issue> by_id;
    for (domain::Issue& issue : *listed) by_id.emplace(issue.id, std::move(issue));
    for (const RankedIssue& one : ranked) {
      candidates.push_back({{one.key, one.issue}, std::nullopt});
      const auto found = by_id.find(one.issue);
      if (found != by_id.end()) candidates.back().issue = std::move(found->second);
    }
    return candidates;
  }

  /// Drops what the other store, or whom issues are suggested to, does not let pass.
  Result<void> sieve(std::vector<Candidate>& candidates) {
    if (events_decide_ && !exact_ && !by_events_) {
      if (auto sieved = sieve_by_events(candidates); !sieved) return sieved;
    }
    if (question_.suggestions.empty()) return {};
    std::vector<const domain::Issue*> kept;
    for (const Candidate& one : candidates) {
      if (one.issue) kept.push_back(&*one.issue);
    }
    const auto met = meet_suggestions(issues_, kept, question_.suggestions);
    if (!met) return unexpected(met.error());
    std::size_t i = 0;
    for (Candidate& one : candidates) {
      if (one.issue && !(*met)[i++]) one.issue.reset();
    }
    return {};
  }

  Result<void> sieve_by_events(std::vector<Candidate>& candidates) {
    if (candidates.empty()) return {};
    ports::EventFilter filter = filter_;
    filter.issues.clear();
    for (const Candidate& one : candidates) {
      if (!known_.contains(one.place.issue)) filter.issues.push_back(one.place.issue);
    }
    if (filter.issues.empty()) return {};
    const auto ids = rank_ids(filter, filter.issues.size());
    if (!ids) return unexpected(ids.error());
    known_.insert(ids->begin(), ids->end());
    for (Candidate& one : candidates) {
      if (!known_.contains(one.place.issue)) one.issue.reset();
    }
    return {};
  }

  /// True when the page is full and another issue follows.
  bool take(std::vector<Candidate> candidates) {
    for (Candidate& one : candidates) {
      if (one.issue && found_.issues.size() == window_.limit) return true;
      found_.reached = one.place;
      if (one.issue) found_.issues.push_back({one.place, *std::move(one.issue)});
    }
    return false;
  }

  ports::IssueRepository& issues_;
  ports::EventStore& events_;
  const IssueQuestion& question_;
  const IssueWindow& window_;
  const LeadLimits limits_;
  const bool by_events_;
  const bool events_decide_;
  ports::IssueQuery asked_;  ///< Narrowed by narrow(), like the next.
  ports::EventFilter filter_;
  std::unordered_set<IssueId> known_;  ///< Some that have events which meet filter_.
  bool exact_ = false;                 ///< Both sides hold for each issue asked for.
  std::optional<IssuePosition> place_;
  FoundIssues found_;
};

}  // namespace

Result<FoundIssues> find_issues(ports::IssueRepository& issues, ports::EventStore& events,
                                const IssueQuestion& question, const IssueWindow& window,
                                const LeadLimits& limits) {
  return Finder(issues, events, question, window, limits).run();
}

}  // namespace picket::api
