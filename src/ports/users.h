// Repository of meta_db: people. What they prove themselves with, and what they keep, is in
// repositories of its own, reached from here. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/tokens.h"
#include "protocol/ids.h"

namespace picket::ports {

class DiscoverQueryRepository;  // ports/discover_queries.h
class EmailRepository;          // ports/emails.h
class FactorRepository;         // ports/factors.h
class SavedSearchRepository;    // ports/saved_searches.h
class SessionRepository;        // ports/sessions.h

struct User {
  UserId id;
  std::string email;
  std::string password_hash;  ///< Encoded; never leaves the server. Empty: no password.
  Timestamp created;
  std::string name{};  ///< Empty: called by the address.
  bool active = true;  ///< False: none of the credentials opens anything.
  std::string options_json = "{}";
  std::optional<Timestamp> last_login{};
  std::optional<Timestamp> last_active{};
  bool email_verified = true;  ///< Somebody else vouched for the address.
};

/// Of the address that an erased user has.
inline constexpr std::string_view kErasedDomain = "@deleted.invalid";

struct UserQuery {
  std::string text{};  ///< Case-insensitive substring of address or name; empty: all.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

class UserRepository {
 public:
  virtual ~UserRepository() = default;
  virtual Result<UserId> create_user(const User& user) = 0;
  /// By address, in any case.
  virtual Result<std::optional<User>> find_user(std::string_view email) = 0;
  virtual Result<std::optional<User>> get_user(UserId user) = 0;
  /// By id; those that there are not are left out.
  virtual Result<std::vector<User>> get_users(std::span<const UserId> users) = 0;
  /// By id, without erased ones.
  virtual Result<std::vector<User>> list_users(const UserQuery& query) = 0;
  /// Name, active and options.
  virtual Result<void> update_user(const User& user) = 0;
  /// Takes a link for a reset away. Whoever changes it ends the sessions as well.
  virtual Result<void> set_password(UserId user, std::string_view password_hash) = 0;
  virtual Result<void> set_last_login(UserId user, Timestamp now) = 0;
  virtual Result<void> set_last_active(UserId user, Timestamp now) = 0;

  /// The row stays, as stories name it, without address, name or anything that opens something;
  /// the address is free. What was kept for nobody else goes. Memberships are the caller's to end.
  virtual Result<void> erase_user(UserId user) = 0;

  virtual EmailRepository& emails() = 0;
  virtual SessionRepository& sessions() = 0;
  virtual FactorRepository& factors() = 0;
  virtual TokenRepository& tokens() = 0;
  virtual SavedSearchRepository& saved_searches() = 0;
  virtual DiscoverQueryRepository& discover_queries() = 0;
};

}  // namespace picket::ports
