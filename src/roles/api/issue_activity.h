// What happened to an issue, as JSON. Source: shared spec "api", section 8.5.
#pragma once

#include <cstddef>

#include <boost/json.hpp>

#include "domain/issue/activity.h"
#include "domain/issue/record.h"
#include "roles/api/call.h"
#include "roles/api/issue_viewer.h"

namespace picket::api {

/// Of the page of an issue, the first event included.
inline constexpr std::size_t kMaxActivities = 100;

Answer<boost::json::object> activity_json(const domain::Activity& activity, People& people);
/// Newest first; the last one is the first event, with the id "0".
Answer<boost::json::array> story_json(const Call& call, const domain::Issue& issue, People& people);

}  // namespace picket::api
