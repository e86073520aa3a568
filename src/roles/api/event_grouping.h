// How the events of the call's projects are grouped, for what is shown of one.
#pragma once

#include <memory>

#include "domain/grouping/settings.h"
#include "roles/api/call.h"

namespace picket::api {

/// As its project's settings say now.
std::shared_ptr<const domain::GroupingSettings> grouping_of(const Call& call, ProjectId project);

}  // namespace picket::api
