// Part of the repository of releases: what events showed of them, which the consumer notes in the
// transaction that decides over the events. Errors and threads: see ports/meta_db.h.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

/// Events of one project, release and environment.
struct ReleaseSighting {
  ProjectId project;
  std::string version{};      ///< Not empty.
  std::string environment{};  ///< Empty: the events that have none.
  std::int64_t events = 0;
  Timestamp first_event{};  ///< By event timestamp, like the next.
  Timestamp last_event{};
  std::int64_t new_issues = 0;  ///< That these events made.
};

/// A release that a project did not have before.
struct NewRelease {
  ProjectId project;
  std::string version;
  Timestamp added{};

  friend bool operator==(const NewRelease&, const NewRelease&) = default;
};

/// Events of one issue and environment.
struct IssueSighting {
  IssueId issue;
  std::string environment{};
  Timestamp first_seen{};
  Timestamp last_seen{};
  std::string first_release{};  ///< Of the first of them; may be empty.
  std::string last_release{};   ///< Of the last of them that has one; empty when none has.
  Timestamp release_seen{};     ///< When that one happened.
};

/// An issue in one environment.
struct IssueEnvironment {
  IssueId issue;
  std::string environment{};
  Timestamp first_seen{};
  Timestamp last_seen{};
  std::string first_release{};  ///< Of the event that was noted first; empty when it had none.
  std::string last_release{};   ///< Of the newest event that had one; empty when none had.
  Timestamp release_seen{};     ///< When that one happened.

  friend bool operator==(const IssueEnvironment&, const IssueEnvironment&) = default;
};

class ReleaseSightings {
 public:
  /// Releases of one project: a pipeline that makes 160 a day fills it in a month. A new one takes
  /// the place of an old one that nobody announced and that had no event for kIdle; where none of
  /// the oldest ones is such a one, the new one is not noted, so that a hostile SDK cannot push out
  /// those in use.
  static constexpr std::int64_t kMaxReleases = 5'000;
  static constexpr std::chrono::days kIdle{30};
  /// Environments of one release in one project, and of one issue. Events of further ones count
  /// under none.
  static constexpr std::int64_t kMaxEnvironments = 100;

  virtual ~ReleaseSightings() = default;
  /// Answers with those that are new, in their order.
  virtual Result<std::vector<NewRelease>> note(std::span<const ReleaseSighting> sightings) = 0;
  /// Each issue must be there: conflict otherwise.
  virtual Result<void> note_issues(std::span<const IssueSighting> sightings) = 0;
  /// By issue, then environment; at most 1000 issues.
  virtual Result<std::vector<IssueEnvironment>> issue_environments(
      std::span<const IssueId> issues) = 0;
  /// Releases of a deleted project, at most `limit` rows of each kind; how many there were. None:
  /// nothing is left.
  virtual Result<std::int64_t> erase_project(ProjectId project, std::size_t limit) = 0;
};

}  // namespace picket::ports
