// What the parameters of queries and paths may say, by their names: for the description of the API.
// The handlers check them; a test holds each route against this table.
#pragma once

#include <span>
#include <string_view>

#include "roles/api/shape.h"

namespace picket::api {

struct ParameterShape {
  std::string_view route;  ///< Where it means this; empty: wherever nothing else is said.
  std::string_view name;
  Shape shape;  ///< A list may be repeated: `environment=a&environment=b`.
  std::string_view text;
  bool required = false;
};

/// Null when it is described nowhere.
const ParameterShape* find_query_parameter(std::string_view route, std::string_view name) noexcept;
const ParameterShape* find_path_parameter(std::string_view name) noexcept;

/// Those that mean the same everywhere.
std::span<const ParameterShape> query_parameters() noexcept;
std::span<const ParameterShape> path_parameters() noexcept;

}  // namespace picket::api
