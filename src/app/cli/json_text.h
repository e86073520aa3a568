// Lenient access to JSON for display.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::app {

/// A string as it is, numbers and booleans as text, containers as compact JSON; empty for null and
/// for what is absent.
std::string text_of(const boost::json::value& value);
std::string text_at(const boost::json::object& object, std::string_view key);

/// Empty ones stand in for what is absent or of another type.
const boost::json::object& object_at(const boost::json::object& object, std::string_view key);
const boost::json::array& array_at(const boost::json::object& object, std::string_view key);
const boost::json::object& as_object(const boost::json::value& value);
const boost::json::array& as_array(const boost::json::value& value);

}  // namespace picket::app
