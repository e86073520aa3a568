// Stack traces as JSON. Source: shared spec "api", section 9.4.
#pragma once

#include <boost/json.hpp>

namespace picket::api {

/// Of a normalized `stacktrace`; frames stay in the SDK's order, the crash last.
boost::json::object stacktrace_json(const boost::json::object& stacktrace);
/// The same, or null when `owner` has none under `key` ("stacktrace", "raw_stacktrace").
boost::json::value stacktrace_or_null(const boost::json::object& owner, std::string_view key);

/// [[line number, "source"], ...] around the frame's line; empty without a line number or source.
boost::json::array source_context(const boost::json::object& frame);

}  // namespace picket::api
