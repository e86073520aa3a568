// Fields that a client reads, and of which kind it takes them.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

namespace picket::conformance {

/// A member by "a.b.0.c"; null when it is not there.
const boost::json::value* at(const boost::json::value& of, std::string_view path);

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Each path has a value of one of the kinds (shape.h), which are separated by '|'.
void expect_fields(const boost::json::value& of, const Fields& fields);

}  // namespace picket::conformance
