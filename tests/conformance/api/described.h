// Every answer that a test gets, held against the description of the API.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "net/testkit/client.h"

namespace picket::conformance {

/// Of the program, made once.
const boost::json::object& described_api();

/// A test failure unless the answer to that request is as described. Passes over what is not of the
/// API and over paths that it has not. `method` as it was sent; `path` may have a query.
void expect_described(std::string_view method, std::string_view path, std::string_view body,
                      const net::testkit::Answer& answer);

}  // namespace picket::conformance
