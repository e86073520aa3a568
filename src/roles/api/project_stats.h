// Charts of projects: events per bucket. Source: shared spec "api", sections 4.2 and 4.9.
#pragma once

#include <span>
#include <unordered_map>

#include <boost/json.hpp>

#include "roles/api/call.h"
#include "roles/api/project_json.h"

namespace picket::api {

using SeriesByProject = std::unordered_map<ProjectId, boost::json::array>;

/// `statsPeriod` of a list: a series for each of the projects. Without one none; 400 for one that
/// no chart has.
Answer<SeriesByProject> read_project_series(const Call& call, std::span<const SeenProject> seen);

}  // namespace picket::api
