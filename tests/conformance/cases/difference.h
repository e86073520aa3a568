// How an answer differs from the one that a case expects, for people to read.
#pragma once

#include <optional>
#include <string>

#include <boost/json.hpp>

namespace picket::conformance {

/// A line for each of the first places, "path: expected X, is Y"; nullopt when both are the same
/// JSON: members in any order, 1 and 1.0 the same number, numbers that differ by less than the
/// last digits of a calculation in double the same, too.
std::optional<std::string> difference(const boost::json::value& got,
                                      const boost::json::value& expected);

}  // namespace picket::conformance
