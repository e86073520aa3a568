// Repository of meta_db: releases of organizations. Errors and threads: see ports/meta_db.h.
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
#include "ports/release_sightings.h"
#include "protocol/ids.h"

namespace picket::ports {

/// One version of an organization, in as many of its projects as use it.
struct Release {
  std::int64_t id = 0;
  OrgId org{};
  std::string version{};
  Timestamp added{};                    ///< When its first event happened or it was announced.
  std::optional<Timestamp> released{};  ///< As announced.
  std::optional<Timestamp> started{};   ///< As announced.
  bool archived = false;
  bool announced = false;  ///< By people or a pipeline: it never makes room for others.
  UserId owner{};          ///< Zero: none.
  std::string ref{};
  std::string url{};
  std::string user_agent{};  ///< Of the request that announced it.

  /// What lists go by.
  Timestamp date() const noexcept { return released.value_or(added); }
  friend bool operator==(const Release&, const Release&) = default;
};

/// What a project has of a release.
struct ReleaseInProject {
  std::int64_t release = 0;
  ProjectId project{};
  std::int64_t new_issues = 0;  ///< Issues that its events made, in any environment.
  std::int64_t events = 0;      ///< Lifetime.
  std::optional<Timestamp> first_event{};
  std::optional<Timestamp> last_event{};

  friend bool operator==(const ReleaseInProject&, const ReleaseInProject&) = default;
};

struct ReleaseQuery {
  OrgId org{};
  std::vector<ProjectId> projects{};        ///< In one of them at least; none means none.
  std::vector<std::string> environments{};  ///< Seen in one of them, in those projects; none: any.
  std::string text{};                       ///< In the version, in any case; empty: all.
  std::optional<bool> archived{};
  std::optional<Timestamp> since{};  ///< By date(), inclusive.
  std::optional<Timestamp> until{};  ///< Exclusive.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

/// What people and pipelines say of releases; the base says what events showed.
class ReleaseRepository : public ReleaseSightings {
 public:
  /// conflict / "already_exists" when the organization has one of that version.
  virtual Result<std::int64_t> create(const Release& release) = 0;
  /// Everything but organization, version and `added`. not_found / "no_such_release".
  virtual Result<void> update(const Release& release) = 0;
  /// True when it is new there. Safe to repeat. Refused (invalid_argument / "too_many_releases")
  /// when the project has kMaxReleases and none that is idle at `now`.
  virtual Result<bool> add_project(std::int64_t release, ProjectId project, Timestamp now) = 0;
  /// From all of its projects. Safe to repeat. The next event with it makes a new one. Refused
  /// (invalid_argument / "release_in_use") while it is the first release of an issue there.
  virtual Result<void> remove(std::int64_t release) = 0;
  virtual Result<std::optional<Release>> find(OrgId org, std::string_view version) = 0;
  /// Of the project's organization, and only when the project has it.
  virtual Result<std::optional<Release>> find_in_project(ProjectId project,
                                                         std::string_view version) = 0;
  /// Latest date() first, then latest made.
  virtual Result<std::vector<Release>> list(const ReleaseQuery& query) = 0;
  /// By release, then project. With environments: events in those only; a place stays without any.
  virtual Result<std::vector<ReleaseInProject>> in_projects(
      std::span<const std::int64_t> releases, std::span<const ProjectId> projects,
      std::span<const std::string> environments) = 0;
};

}  // namespace picket::ports
