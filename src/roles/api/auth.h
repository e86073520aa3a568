// What signing in needs besides the stores: keys, counted attempts, and a bound on how many
// passwords are hashed at once. Source: shared spec "access", sections 2.2, 2.5 and 2.6.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <utility>

#include "domain/account/password.h"
#include "domain/account/secret_box.h"
#include "domain/account/secret_key.h"
#include "domain/account/totp.h"
#include "ports/factors.h"
#include "ports/limiter.h"
#include "ports/users.h"
#include "roles/api/problem.h"

namespace picket::api {

struct AuthParts {
  ports::Limiter& limiter;
  domain::account::SecretKey key;
  domain::account::PasswordCost cost = domain::account::kPasswordCost;
};

/// Whose attempt it is: both are counted, each by itself.
struct Attempt {
  std::string account;  ///< The name as typed: whether somebody has it changes nothing.
  std::string address;  ///< Of the client; empty: not counted.
};

/// What the secret of a user's authenticator is bound to in its SecretBox.
std::string totp_place(UserId user);

/// Thread-safe. Outlives the API.
class Auth {
 public:
  /// Of 64 MiB each. Half of the threads that answer requests, so that people who sign in never
  /// keep everybody else from being answered.
  static constexpr std::ptrdiff_t kHashesAtOnce = 2;

  explicit Auth(const AuthParts& parts);
  Auth(const Auth&) = delete;
  Auth& operator=(const Auth&) = delete;

  /// Held by whoever checks a password or a code, from before the attempt is counted until after:
  /// so at most kHashesAtOnce more wrong ones get through than the limits say.
  class Slot {
   public:
    explicit Slot(Auth& auth) noexcept : auth_(&auth) {}
    Slot(Slot&& other) noexcept : auth_(std::exchange(other.auth_, nullptr)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot() {
      if (auth_ != nullptr) auth_->slots_.release();
    }

   private:
    Auth* auth_;
  };

  /// A place alone, for a hash that is no attempt of anybody. 429 when too many others sign in at
  /// this moment.
  Answer<Slot> enter();
  /// 429 when the attempts of the account or of its network are used up, or when too many others
  /// sign in at this moment.
  Answer<Slot> begin(const Attempt& attempt);
  /// What was shown is wrong.
  Answer<void> count_failure(const Attempt& attempt);

  /// May a wrong attempt at that account go into the audit log? One for an account in ten minutes,
  /// 60 in all in an hour: who guesses must not be able to fill the log.
  Answer<bool> may_note_failure(UserId user);

  /// Null: nobody of that name, which takes as long.
  Answer<bool> verify(const Slot& slot, std::string_view password, const ports::User* user);
  Answer<std::string> hash(const Slot& slot, std::string_view password);
  bool needs_rehash(const ports::User& user) const;

  /// The counter of the code's step, to be used by FactorRepository::use_totp.
  Answer<std::optional<std::int64_t>> check_totp(const ports::TotpFactor& factor,
                                                 std::string_view code, Timestamp now) const;
  std::string seal_totp(UserId user, const domain::account::TotpSecret& secret) const;
  /// The secret that a session may enrol during `step`, of ten minutes: derived, so that asking for
  /// it changes nothing and the client never sends it back.
  domain::account::TotpSecret enrolment_secret(UserId user, std::int64_t session,
                                               std::int64_t step) const;
  const domain::account::SecretKey& key() const noexcept { return key_; }

  /// Passwords hashed or checked so far, each at full cost.
  std::uint64_t hashes() const noexcept { return hashes_; }

 private:
  ports::Limiter& limiter_;
  const domain::account::SecretKey key_;
  const domain::account::SecretKey enrolment_key_;
  const domain::account::SecretBox box_;
  const domain::account::PasswordCost cost_;
  std::counting_semaphore<kHashesAtOnce> slots_{kHashesAtOnce};
  std::atomic<int> waiting_{0};
  std::atomic<std::uint64_t> hashes_{0};
};

}  // namespace picket::api
