#include "roles/api/auth.h"

#include <algorithm>
#include <cstring>
#include <span>

#include <fmt/format.h>

#include "base/random.h"
#include "base/unicode.h"
#include "domain/account/digest.h"
#include "net/client_address.h"

namespace picket::api {
namespace {

namespace account = domain::account;
using std::chrono::minutes;

/// Wrong attempts in a window. Each window is four times as long as the one before and takes only a
/// few more: so the wait grows exponentially with what was tried, and nobody is locked out for
/// good.
struct Tier {
  minutes window;
  std::int64_t attempts;
};
/// Of an account, from wherever: about a thousand a day at most.
constexpr Tier kAccountTiers[] = {{minutes(1), 5}, {minutes(4), 8}, {minutes(16), 11}};
/// Of a /24 or /64: a whole office may be behind one.
constexpr Tier kNetworkTiers[] = {{minutes(1), 30}, {minutes(4), 60}, {minutes(16), 120}};

/// One more may wait for a slot, for as long as some hashes take.
constexpr int kWaiting = 1;
constexpr std::chrono::seconds kLongestWait{2};

struct Counter {
  std::string key;
  std::span<const Tier> tiers;
};

std::vector<Counter> counters_of(const Attempt& attempt) {
  std::string name;
  unicode::append_lower(attempt.account, name);
  std::vector<Counter> counters{{"sign-in:account:" + account::sha256_hex(name), kAccountTiers}};
  const std::string network = net::client_network(attempt.address);
  if (!network.empty()) counters.push_back({"sign-in:network:" + network, kNetworkTiers});
  return counters;
}

Problem too_often(Duration wait, std::string_view detail) {
  Problem problem{429, std::string(detail)};
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
  problem.headers.set("Retry-After", fmt::format("{}", std::max<long long>(seconds.count(), 1)));
  return problem;
}

Problem no_memory() {
  return failed({ErrorKind::unavailable, "password_hash", "no memory to hash a password with"});
}

}  // namespace

std::string totp_place(UserId user) {
  return fmt::format("totp:{}", user.value);
}

Auth::Auth(const AuthParts& parts)
    : limiter_(parts.limiter),
      key_(parts.key),
      enrolment_key_(parts.key.derive("totp enrolment")),
      box_(parts.key),
      cost_(parts.cost) {}

Answer<Auth::Slot> Auth::enter() {
  constexpr std::string_view kBusy =
      "Too many people sign in at this moment. Try again in a second.";
  bool entered = slots_.try_acquire();
  if (!entered) {
    if (waiting_.fetch_add(1) < kWaiting) entered = slots_.try_acquire_for(kLongestWait);
    waiting_.fetch_sub(1);
  }
  if (!entered) return unexpected(too_often(std::chrono::seconds(1), kBusy));
  return Slot(*this);
}

Answer<Auth::Slot> Auth::begin(const Attempt& attempt) {
  auto slot = enter();
  if (!slot) return slot;
  for (const Counter& counter : counters_of(attempt)) {
    for (const Tier& tier : counter.tiers) {
      // Nothing is taken: is there place for one more?
      const auto left = limiter_.take(counter.key, 0, tier.attempts - 1, tier.window);
      if (!left) return unexpected(failed(left.error()));
      if (!left->granted)
        return unexpected(too_often(left->retry_after, "Too many attempts. Try again later."));
    }
  }
  return slot;
}

Answer<void> Auth::count_failure(const Attempt& attempt) {
  for (const Counter& counter : counters_of(attempt)) {
    for (const Tier& tier : counter.tiers) {
      const auto taken = limiter_.take(counter.key, 1, tier.attempts, tier.window);
      if (!taken) return unexpected(failed(taken.error()));
    }
  }
  return {};
}

Answer<bool> Auth::may_note_failure(UserId user) {
  const auto own = limiter_.take(fmt::format("sign-in:noted:{}", user.value), 1, 1, minutes(10));
  if (!own) return unexpected(failed(own.error()));
  if (!own->granted) return false;
  const auto all = limiter_.take("sign-in:noted", 1, 60, minutes(60));
  if (!all) return unexpected(failed(all.error()));
  return all->granted;
}

Answer<bool> Auth::verify(const Slot&, std::string_view password, const ports::User* user) {
  ++hashes_;
  if (user == nullptr) {
    if (!account::verify_nobody(password, cost_)) return unexpected(no_memory());
    return false;
  }
  const auto matched = account::verify_password(password, user->password_hash, cost_);
  if (!matched) return unexpected(no_memory());
  return *matched;
}

Answer<std::string> Auth::hash(const Slot&, std::string_view password) {
  ++hashes_;
  auto hashed = account::hash_password(password, random_bytes<16>(), cost_);
  if (!hashed) return unexpected(no_memory());
  return *std::move(hashed);
}

bool Auth::needs_rehash(const ports::User& user) const {
  return account::needs_rehash(user.password_hash, cost_);
}

Answer<std::optional<std::int64_t>> Auth::check_totp(const ports::TotpFactor& factor,
                                                     std::string_view code, Timestamp now) const {
  const auto opened = box_.open(factor.sealed_secret, totp_place(factor.user));
  account::TotpSecret secret;
  if (!opened || opened->size() != secret.size()) {
    const std::string_view why = opened ? "its size is wrong" : sentence(opened.error());
    return unexpected(failed({ErrorKind::corrupt, "totp_secret", std::string(why)}));
  }
  std::memcpy(secret.data(), opened->data(), secret.size());
  return account::check_totp(secret, code, now, factor.last_counter);
}

std::string Auth::seal_totp(UserId user, const account::TotpSecret& secret) const {
  std::string plain(secret.size(), '\0');
  std::memcpy(plain.data(), secret.data(), secret.size());
  return box_.seal(plain, totp_place(user), random_bytes<account::SecretBox::kNonceBytes>());
}

account::TotpSecret Auth::enrolment_secret(UserId user, std::int64_t session,
                                           std::int64_t step) const {
  const account::Digest256 derived =
      enrolment_key_.hmac(fmt::format("{}:{}:{}", user.value, session, step));
  account::TotpSecret secret;
  std::copy_n(derived.begin(), secret.size(), secret.begin());
  return secret;
}

}  // namespace picket::api
