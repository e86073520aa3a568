// Accounts as an operator names and sees them.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "ports/users.h"
#include "roles/api/call.h"

namespace picket::api {

/// By id (digits alone) or address in any case. 404 with the name that nobody has.
Answer<ports::User> read_account(std::string_view name, ports::MetaTx& meta);

/// {id, email, name, isActive, hasPassword, has2fa, dateJoined, lastLogin, lastActive,
/// organizations: [{slug, role}]}; never a hash.
Answer<boost::json::object> account_json(const ports::User& user, ports::MetaTx& meta);

/// Makes a link that sets the password of an account once, in place of an older one:
/// {url, expires}.
Answer<boost::json::object> put_reset_link(const Call& call, UserId user, ports::MetaTx& meta);

}  // namespace picket::api
