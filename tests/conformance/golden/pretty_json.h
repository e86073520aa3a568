// JSON for people who review a change: one member a line, members in the order of their keys.
#pragma once

#include <string>

#include <boost/json.hpp>

namespace picket::conformance {

/// Ends with a newline. A container whose compact text is short stays on one line.
std::string pretty_json(const boost::json::value& value);

}  // namespace picket::conformance
