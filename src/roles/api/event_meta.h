// `_meta` of an event: what was cut, removed or replaced in it, under the names of the answer.
// Source: shared spec "api", section 9.3.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "roles/api/event_entries.h"

namespace picket::api {

/// `tags` are those of the answer, in its order. Parts of which nothing was changed are null.
boost::json::object event_meta(const boost::json::object& event, std::span<const Entry> entries,
                               std::span<const std::pair<std::string, std::string>> tags);

}  // namespace picket::api
