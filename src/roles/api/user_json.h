// A user, as others and as that user sees it. Source: shared spec "api", section 1.9 "User".
#pragma once

#include <cstddef>
#include <string>

#include <boost/json.hpp>

#include "ports/meta_db.h"
#include "ports/users.h"
#include "roles/api/problem.h"

namespace picket::api {

/// Characters of a user's name.
inline constexpr std::size_t kMaxUserName = 200;

/// What people call somebody.
std::string display_name(const ports::User& user);
/// As others see it: without addresses.
boost::json::object user_json(const ports::User& user, bool has_2fa);
/// `emails` of the self view, which is also what a user sees of oneself among others; the one to
/// sign in by is the first.
Answer<boost::json::array> emails_json(const ports::User& user, ports::MetaTx& meta);

Answer<boost::json::value> self_json(const ports::User& user, ports::MetaTx& meta);

/// The stored options with defaults for what is not stored.
boost::json::object user_options(const ports::User& user);

}  // namespace picket::api
