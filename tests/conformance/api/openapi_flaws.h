// Whether an OpenAPI document is one. Source: OpenAPI 3.1.0, sections 4.8.1 to 4.8.30: what a
// reader of the document trips over.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

namespace picket::conformance {

/// Each with its place; empty when nothing is wrong.
std::vector<std::string> openapi_flaws(const boost::json::object& document);

}  // namespace picket::conformance
