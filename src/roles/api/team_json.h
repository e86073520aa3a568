// Teams as the API writes them. Source: shared spec "api", section 5.1.
#pragma once

#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

#include <boost/json.hpp>

#include "ports/organizations.h"
#include "roles/api/call.h"

namespace picket::api {

/// Of one organization: each list of teams reads all of them.
inline constexpr std::size_t kMaxTeams = 5'000;

/// The teams of the organization of the path, with what is written of each.
class TeamShelf {
 public:
  static Answer<TeamShelf> read(const Call& call);

  const std::vector<ports::Team>& teams() const noexcept { return teams_; }
  /// By id or slug; null when there is none.
  const ports::Team* find(std::string_view name) const noexcept;
  boost::json::object show(const Call& call, const ports::Team& team) const;

 private:
  std::vector<ports::Team> teams_;
  std::unordered_map<TeamId, std::int64_t> sizes_;
  bool open_membership_ = true;
};

/// The teams, each with `projects`: those of the grant.
Answer<boost::json::array> teams_with_projects(const Call& call, const TeamShelf& shelf,
                                               std::span<const ports::Team> teams);

}  // namespace picket::api
