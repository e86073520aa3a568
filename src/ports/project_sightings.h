// Part of the repository of projects: what their events showed so far, which the consumer notes
// once each, in the transaction that decides over the event. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

struct ProjectEnvironment {
  std::int64_t id = 0;
  ProjectId project{};
  std::string name{};
  bool hidden = false;  ///< People need not be offered it.
};

struct ProjectPlatform {
  ProjectId project{};
  std::string platform{};
};

class ProjectSightings {
 public:
  /// Far more than people name; an SDK may send a new one with each event. Further ones are not
  /// noted.
  static constexpr std::size_t kMaxEnvironments = 1000;
  static constexpr std::size_t kMaxPlatforms = 100;

  virtual ~ProjectSightings() = default;
  /// The earliest stands. Safe to repeat, like the next two.
  virtual Result<void> saw_event(ProjectId project, Timestamp received) = 0;
  virtual Result<void> saw_environment(ProjectId project, std::string_view name) = 0;
  virtual Result<void> saw_platform(ProjectId project, std::string_view platform) = 0;
  /// By name, then project.
  virtual Result<std::vector<ProjectEnvironment>> environments(
      std::span<const ProjectId> projects) = 0;
  /// By project, then platform.
  virtual Result<std::vector<ProjectPlatform>> platforms(std::span<const ProjectId> projects) = 0;
  virtual Result<void> hide_environment(std::int64_t environment, bool hidden) = 0;
};

}  // namespace picket::ports
