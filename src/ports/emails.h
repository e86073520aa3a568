// Repository of meta_db: addresses of people besides the one that they sign in by. Errors and
// threads: see ports/meta_db.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

struct UserEmail {
  std::int64_t id = 0;
  std::string email;
  bool verified = false;  ///< Somebody else vouched for it.
};

/// Addresses are the same in any case.
class EmailRepository {
 public:
  virtual ~EmailRepository() = default;
  /// Oldest first. The one to sign in by is in the user.
  virtual Result<std::vector<UserEmail>> list(UserId user) = 0;
  /// One that the user has: conflict / "already_exists". Another user may have it, too.
  virtual Result<std::int64_t> add(UserId user, std::string_view email) = 0;
  /// False: there was none.
  virtual Result<bool> remove(UserId user, std::string_view email) = 0;
  /// From then on the user signs in by it, and what was signed in by stands in its place. False:
  /// the user has no such address. Another user signs in by it: conflict / "already_exists".
  virtual Result<bool> make_primary(UserId user, std::string_view email) = 0;
};

}  // namespace picket::ports
