// Part of the port event_store: how many events, of which issues and projects, when.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/event_filter.h"

namespace picket::ports {

struct EventCount {
  std::int64_t events = 0;
  std::int64_t users = 0;  ///< Distinct, may be approximate within 2%. Events without one: none.

  friend bool operator==(const EventCount&, const EventCount&) = default;
};

struct IssueCount {
  IssueId issue;
  std::int64_t events = 0;
  std::int64_t users = 0;  ///< As EventCount::users.
  bool unhandled = false;  ///< The newest event in the range was not handled.
  Timestamp first_seen;    ///< Smallest and largest timestamp in the range.
  Timestamp last_seen;

  friend bool operator==(const IssueCount&, const IssueCount&) = default;
};

struct BucketCount {
  Timestamp start;
  std::int64_t events = 0;

  friend bool operator==(const BucketCount&, const BucketCount&) = default;
};

struct IssueSeries {
  IssueId issue;
  std::vector<std::int64_t> events;  ///< Per bucket, from filter.start.

  friend bool operator==(const IssueSeries&, const IssueSeries&) = default;
};

struct ProjectSeries {
  ProjectId project;
  std::vector<std::int64_t> events;  ///< Per bucket, from filter.start.

  friend bool operator==(const ProjectSeries&, const ProjectSeries&) = default;
};

struct SeenEnvironment {
  std::string name;  ///< Empty: the events that have none.
  Timestamp last_seen;

  friend bool operator==(const SeenEnvironment&, const SeenEnvironment&) = default;
};

class EventCounts {
 public:
  /// Numbers in one answer: a chart of a minute per bucket over a week, or 100 rows of 100 points.
  static constexpr std::int64_t kMaxBuckets = 10'000;
  /// Far more than people name; an SDK may send a new one with each event.
  static constexpr std::size_t kMaxEnvironments = 1000;

  virtual ~EventCounts() = default;

  virtual Result<EventCount> count(const EventFilter& filter) = 0;
  /// Counts per issue, for the issues given (at most EventFilter::kMaxValues), by issue id; issues
  /// without events in range are left out.
  virtual Result<std::vector<IssueCount>> count_by_issue(const EventFilter& filter,
                                                         std::span<const IssueId> issues) = 0;
  /// Events per bucket of `width` from filter.start to filter.end (both needed), empty buckets
  /// included; at most kMaxBuckets. None when the range is empty.
  virtual Result<std::vector<BucketCount>> count_by_time(const EventFilter& filter,
                                                         Duration width) = 0;
  /// The same split by issue, for the issues given, by issue id; those without events in range are
  /// left out. Issues times buckets are at most kMaxBuckets.
  virtual Result<std::vector<IssueSeries>> count_by_issue_and_time(const EventFilter& filter,
                                                                   std::span<const IssueId> issues,
                                                                   Duration width) = 0;
  /// The same split by project, for those of the projects given that the filter lets through.
  virtual Result<std::vector<ProjectSeries>> count_by_project_and_time(
      const EventFilter& filter, std::span<const ProjectId> projects, Duration width) = 0;
  /// Last seen first, then by name; at most kMaxEnvironments.
  virtual Result<std::vector<SeenEnvironment>> environments(const EventFilter& filter) = 0;
};

/// Buckets of `width` that cover [start, end); invalid_argument without a range, without a width or
/// when `series` of them pass kMaxBuckets, or when the filter passes a limit.
Result<std::int64_t> bucket_count(const EventFilter& filter, Duration width, std::size_t series);
/// invalid_argument when there are more than EventFilter::kMaxValues.
Result<void> check_issues(std::span<const IssueId> issues);

}  // namespace picket::ports
