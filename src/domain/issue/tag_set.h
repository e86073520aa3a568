// The tags by which an event is found: the SDK's and those that its attributes make.
// Source: shared spec "ingest", section 3.8; names as in the API, without Sentry's inner "sentry:".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain {

/// Sorted by key, keys unique. An attribute of the event wins over a tag of its name; a tag of the
/// SDK's wins over what contexts, request and mechanism make.
std::vector<std::pair<std::string, std::string>> tags_of(const boost::json::object& event);

/// "id:1", "username:x", "email:a@b" or "ip:1.2.3.4", the first that is known; else empty. The
/// order is that of `sentry_user` (spec "ingest", section 3.7).
std::string user_tag(const boost::json::object& event);

}  // namespace picket::domain
