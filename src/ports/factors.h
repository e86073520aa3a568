// Repository of meta_db: second factors, and secrets that open something once. Every use is one
// conditional change, so that of two uses at the same time one wins. Errors and threads: see
// ports/meta_db.h.
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
#include "protocol/ids.h"

namespace picket::ports {

/// A user's authenticator app.
struct TotpFactor {
  std::int64_t id = 0;
  UserId user;
  std::string sealed_secret;  ///< By a SecretBox.
  std::int64_t last_counter;  ///< Of the last code that was taken.
  Timestamp created;
  std::optional<Timestamp> last_used{};
};

struct RecoveryCodesLeft {
  std::size_t codes = 0;
  std::optional<Timestamp> created{};  ///< Nullopt: there never were any.
  std::optional<Timestamp> last_used{};
};

/// Lets whoever holds it set the password of an account.
struct ResetLink {
  UserId user;
  std::string sha256_hex;  ///< Of the link's secret.
  Timestamp expires;
};

class FactorRepository {
 public:
  virtual ~FactorRepository() = default;
  /// A user has one: conflict / "already_exists".
  virtual Result<std::int64_t> add_totp(const TotpFactor& factor) = 0;
  virtual Result<std::optional<TotpFactor>> find_totp(UserId user) = 0;
  /// Which of them have one; by id.
  virtual Result<std::vector<UserId>> with_totp(std::span<const UserId> users) = 0;
  /// Of everybody behind `after`, by user; at most `limit`.
  virtual Result<std::vector<TotpFactor>> list_totp(UserId after, std::size_t limit) = 0;
  /// False when `counter` is not greater than the last one that was used.
  virtual Result<bool> use_totp(UserId user, std::int64_t counter, Timestamp now) = 0;
  /// With the recovery codes, which stand in for it.
  virtual Result<void> remove_totp(UserId user) = 0;

  /// Instead of all that there were. Hashes are different from each other.
  virtual Result<void> replace_recovery_codes(UserId user, const std::vector<std::string>& hashes,
                                              Timestamp now) = 0;
  /// False when there is none of that hash, or it was used.
  virtual Result<bool> use_recovery_code(UserId user, std::string_view hash, Timestamp now) = 0;
  virtual Result<RecoveryCodesLeft> recovery_codes(UserId user) = 0;

  /// Instead of the one that there was.
  virtual Result<void> put_reset_link(const ResetLink& link) = 0;
  /// Takes it away. False when there is none of that secret for that user, or it expired.
  virtual Result<bool> use_reset_link(UserId user, std::string_view sha256_hex, Timestamp now) = 0;
};

}  // namespace picket::ports
