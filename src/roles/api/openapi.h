// The description of the API, made of the table of routes. Source: OpenAPI 3.1.0.
#pragma once

#include <span>
#include <string_view>

#include <boost/json.hpp>

#include "roles/api/route.h"

namespace picket::api {

/// `url`: where clients reach the API, path prefix included.
boost::json::object openapi_document(std::string_view url);

}  // namespace picket::api
