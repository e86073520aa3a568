// Repository of meta_db: people and what they prove themselves with. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

struct User {
  UserId id;
  std::string email;
  std::string password_hash;  ///< Encoded Argon2id; never leaves the server.
  Timestamp created;
};

struct ApiToken {
  std::int64_t id = 0;
  OrgId org;    ///< Of an organization's own token; zero for a user's.
  UserId user;  ///< Whose rights it has at most; zero for an organization's own.
  std::string name;
  std::string sha256_hex;  ///< Of the token; the token itself is not kept.
  std::vector<std::string> scopes;
  Timestamp created;
};

class UserRepository {
 public:
  virtual ~UserRepository() = default;
  virtual Result<UserId> create_user(const User& user) = 0;
  /// By address, in any case.
  virtual Result<std::optional<User>> find_user(std::string_view email) = 0;
  virtual Result<std::int64_t> create_token(const ApiToken& token) = 0;
  virtual Result<std::optional<ApiToken>> find_token(std::string_view sha256_hex) = 0;
};

}  // namespace picket::ports
