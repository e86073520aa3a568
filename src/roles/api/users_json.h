// A user, as that user sees it. Source: shared spec "api", section 1.9 "User", self view.
#pragma once

#include <boost/json.hpp>

#include "ports/meta_db.h"
#include "ports/users.h"
#include "roles/api/problem.h"

namespace picket::api {

Answer<boost::json::value> self_json(const ports::User& user, ports::MetaTx& meta);

/// The stored options with defaults for what is not stored.
boost::json::object user_options(const ports::User& user);

}  // namespace picket::api
