// Repository of meta_db: who is signed in where. Errors and threads: see ports/meta_db.h.
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

struct Session {
  std::int64_t id = 0;
  UserId user;
  std::string sha256_hex;  ///< Of the secret in the cookie, which is not kept.
  Timestamp created;
  Timestamp last_seen;  ///< To the minute.
  Timestamp expires;    ///< However much it is used.
  Timestamp proved;     ///< When its user last showed password or code.
  std::string address;  ///< Of the client at sign-in; empty: unknown.
  std::string user_agent;
};

class SessionRepository {
 public:
  virtual ~SessionRepository() = default;
  virtual Result<std::int64_t> create(const Session& session) = 0;
  /// Expired ones too.
  virtual Result<std::optional<Session>> find(std::string_view sha256_hex) = 0;
  /// Newest first, at most `limit`.
  virtual Result<std::vector<Session>> list(UserId user, std::size_t limit) = 0;
  /// A new secret, which makes the old one worthless, and a new `proved`.
  virtual Result<void> renew(std::int64_t session, std::string_view sha256_hex,
                             Timestamp proved) = 0;
  virtual Result<void> set_last_seen(std::int64_t session, Timestamp now) = 0;
  virtual Result<void> end(std::int64_t session) = 0;
  /// All of a user but `kept`; zero keeps none.
  virtual Result<void> end_others(UserId user, std::int64_t kept) = 0;
  /// Of everybody: what expired before `now` or was last seen before `idle_since`.
  virtual Result<void> remove_stale(Timestamp now, Timestamp idle_since) = 0;
};

}  // namespace picket::ports
