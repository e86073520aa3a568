// Repository of meta_db: API tokens, of users and of organizations. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

struct ApiToken {
  std::int64_t id = 0;
  OrgId org;    ///< Of an organization's own token. A user's acts in all of the user's: zero, or
                ///< where it was made.
  UserId user;  ///< Whose rights it has at most; zero for an organization's own.
  std::string name;
  std::string sha256_hex;  ///< Of the token; the token itself is not kept.
  std::vector<std::string> scopes;
  Timestamp created;
  std::string last_characters{};       ///< What is shown of it; empty for those from before.
  std::optional<Timestamp> expires{};  ///< Nullopt: never.
  std::optional<Timestamp> last_used{};
};

class TokenRepository {
 public:
  virtual ~TokenRepository() = default;
  virtual Result<std::int64_t> create(const ApiToken& token) = 0;
  /// Expired ones too: the caller says what is wrong with them.
  virtual Result<std::optional<ApiToken>> find(std::string_view sha256_hex) = 0;
  /// Newest first, at most `limit`.
  virtual Result<std::vector<ApiToken>> list_of_user(UserId user, std::size_t limit) = 0;
  virtual Result<std::vector<ApiToken>> list_of_org(OrgId org, std::size_t limit) = 0;
  virtual Result<void> rename(std::int64_t token, std::string_view name) = 0;
  virtual Result<void> set_last_used(std::int64_t token, Timestamp now) = 0;
  /// Nothing of it is left: a revoked token is as unknown as any other text.
  virtual Result<void> revoke(std::int64_t token) = 0;
};

}  // namespace picket::ports
