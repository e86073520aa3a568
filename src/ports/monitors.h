// Repository of meta_db: monitors of scheduled jobs, and their check-ins. Errors and threads: see
// ports/meta_db.h.
#pragma once

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

/// Numbers are stored and never change.
enum class CheckInStatus : std::uint8_t { unknown = 0, ok = 1, error = 2, in_progress = 3 };

struct Monitor {
  std::int64_t id = 0;
  ProjectId project;
  std::string slug{};
  std::string config_json = "{}";  ///< `monitor_config` as an SDK sent it last.
  Timestamp created;
};

struct MonitorEnvironment {
  std::int64_t monitor = 0;
  std::string name{};
  CheckInStatus status = CheckInStatus::unknown;  ///< Of the last check-in.
  Timestamp last_check_in;
};

struct CheckIn {
  std::int64_t monitor = 0;
  std::string environment{};
  EventId id{};  ///< Zero: of the check-in that is in progress, or of a new one.
  CheckInStatus status = CheckInStatus::unknown;
  std::optional<Duration> duration{};  ///< Milliseconds are kept.
  Timestamp added;
  Timestamp updated;
};

/// What became of one.
enum class CheckInResult : std::uint8_t {
  added,
  updated,
  finished,              ///< It has ended before: nothing changes.
  too_many_environments  ///< Of the monitor.
};

class MonitorRepository {
 public:
  /// Per project; more are refused.
  static constexpr std::int64_t kMaxMonitors = 1'000;
  /// Per monitor.
  static constexpr std::int64_t kMaxEnvironments = 100;

  virtual ~MonitorRepository() = default;
  /// Creates it, or changes its config; with `{}` that stays as it was. nullopt: too many.
  virtual Result<std::optional<std::int64_t>> put(const Monitor& monitor) = 0;
  /// By slug.
  virtual Result<std::vector<Monitor>> list(std::span<const ProjectId> projects, std::size_t offset,
                                            std::size_t limit) = 0;
  /// The first of that slug, or of that id when the text is a number.
  virtual Result<std::optional<Monitor>> find(std::span<const ProjectId> projects,
                                              std::string_view id_or_slug) = 0;
  /// By monitor and name.
  virtual Result<std::vector<MonitorEnvironment>> environments(
      std::span<const std::int64_t> monitors) = 0;

  /// A check-in with an id that the monitor knows, or with none while one is in progress in its
  /// environment, changes that one's status, duration and `updated`.
  virtual Result<CheckInResult> check_in(const CheckIn& check_in) = 0;
  /// Newest first.
  virtual Result<std::vector<CheckIn>> check_ins(std::int64_t monitor, std::size_t offset,
                                                 std::size_t limit) = 0;
};

}  // namespace picket::ports
