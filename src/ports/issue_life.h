// Part of the issues of meta_db: what they wait for, and which are due. Errors and threads: see
// ports/meta_db.h. Lists take at most 1000.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/forecast.h"
#include "domain/issue/transition.h"
#include "protocol/ids.h"

namespace picket::ports {

/// For what time makes something of an issue.
enum class Due : std::uint8_t {
  ageing,     ///< New, regressed or escalating since `before`, or longer.
  time_over,  ///< Archived until `before`, or earlier.
  silence,    ///< Unresolved, of `project`, without an event after `before`.
  forecast,  ///< Archived until it escalates, with a forecast made at `before` or earlier, or none.
  condition,  ///< Archived until a condition that the event store knows, and with enough events
              ///< since it was asked last.
};

struct DueQuery {
  Due what = Due::ageing;
  Timestamp before{};
  ProjectId project{};  ///< Of `silence` only.
  IssueId after{};      ///< Of `condition` only: those with higher ids.
  std::size_t limit = 100;
};

struct DueIssue {
  IssueId issue;
  ProjectId project;
  domain::IssueState state;
};

template <class T>
using ByIssue = std::vector<std::pair<IssueId, T>>;

class IssueLife {
 public:
  virtual ~IssueLife() = default;
  /// Its new status, what is told of it, and what it waits for from now on; what it waited for
  /// before is forgotten. not_found / "no_such_issue".
  virtual Result<void> move(IssueId issue, const domain::Transition& to) = 0;
  /// Nullopt when there is none.
  virtual Result<std::optional<domain::IssueState>> state_of(IssueId issue) = 0;
  /// Longest due first, apart from `condition`, which come by id.
  virtual Result<std::vector<DueIssue>> due(const DueQuery& query) = 0;

  // By issue id; those that have none are left out.
  virtual Result<ByIssue<domain::Snooze>> snoozes_of(std::span<const IssueId> issues) = 0;
  virtual Result<ByIssue<domain::Resolution>> resolutions_of(std::span<const IssueId> issues) = 0;
  virtual Result<ByIssue<domain::Forecast>> forecasts_of(std::span<const IssueId> issues) = 0;

  /// What the event store said: `users_seen`, `asked` and `ask_at` of its snooze. Nothing without
  /// one.
  virtual Result<void> note_asked(IssueId issue, const domain::Snooze& snooze) = 0;
  /// Of an issue that is archived until it escalates, and nothing otherwise. Nullopt: no events to
  /// make one of, at that time.
  virtual Result<void> put_forecast(IssueId issue, Timestamp made,
                                    const std::optional<domain::Forecast>& forecast) = 0;
  /// The project has a release that it had not: what is resolved in the next one is resolved in
  /// this, and its story names it. Returns how many; at most 1000, so again until there is none.
  virtual Result<std::int64_t> settle_next_release(ProjectId project, std::string_view version) = 0;
};

}  // namespace picket::ports
