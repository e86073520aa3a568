// Names of places. Source: shared spec "ingest", section 3.8.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"

namespace picket::domain::normalize {

bool is_valid_environment(std::string_view environment) noexcept;

/// An invalid `environment` becomes null with an error, an empty one goes.
void validate_environment(boost::json::object& event, Meta& meta);

}  // namespace picket::domain::normalize
