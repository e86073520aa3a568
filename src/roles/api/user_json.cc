#include "roles/api/user_json.h"

#include <fmt/format.h>

#include "base/unicode.h"
#include "domain/account/digest.h"
#include "roles/api/json_text.h"
#include "roles/api/organization_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Only a text of the answer: whoever wants the picture asks that service, we never do.
std::string picture_url(std::string_view email) {
  std::string lowered;
  unicode::append_lower(email, lowered);
  return fmt::format("https://gravatar.com/avatar/{}?s=32&d=mm",
                     domain::account::sha256_hex(lowered));
}

}  // namespace

std::string display_name(const ports::User& user) {
  return user.name.empty() ? user.email : user.name;
}

json::object user_json(const ports::User& user, bool has_2fa) {
  return {{"id", id_text(user.id.value)},
          {"name", display_name(user)},
          {"username", user.email},
          {"email", user.email},
          {"avatarUrl", picture_url(user.email)},
          {"isActive", user.active},
          {"isSuspended", !user.active},
          {"hasPasswordAuth", !user.password_hash.empty()},
          {"isManaged", false},
          {"dateJoined", date_text(user.created)},
          {"lastLogin", user.last_login ? date_text(*user.last_login) : json::value(nullptr)},
          {"has2fa", has_2fa},
          {"lastActive", user.last_active ? date_text(*user.last_active) : json::value(nullptr)},
          {"isSuperuser", false},
          {"isStaff", false},
          {"experiments", json::object()},
          {"emails", json::array()},
          {"avatar", letter_avatar()}};
}

}  // namespace picket::api
