// A user as others see them. Source: shared spec "api", section 1.9.
#pragma once

#include <boost/json.hpp>

#include "ports/users.h"

namespace picket::api {

/// What people call somebody.
std::string display_name(const ports::User& user);
boost::json::object user_json(const ports::User& user, bool has_2fa);

}  // namespace picket::api
