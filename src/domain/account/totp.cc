#include "domain/account/totp.h"

#include <ratio>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/assert.h"
#include "base/percent.h"
#include "domain/account/base32.h"
#include "domain/account/digest.h"

namespace picket::domain::account {
namespace {

constexpr std::uint32_t kModulus = 1'000'000;
/// A longer text is no code, however many spaces it has.
constexpr std::size_t kMaxTyped = 16;

/// The six digits; nullopt for anything else.
std::optional<std::string> read_code(std::string_view typed) {
  if (typed.size() > kMaxTyped) return std::nullopt;
  std::string digits(typed);
  std::erase(digits, ' ');
  if (digits.size() != kTotpDigits || digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return digits;
}

}  // namespace

std::int64_t totp_counter(Timestamp now) noexcept {
  using Steps = std::chrono::duration<std::int64_t, std::ratio<kTotpPeriod.count()>>;
  return std::chrono::floor<Steps>(now.time_since_epoch()).count();
}

std::string totp_code(const TotpSecret& secret, std::int64_t counter) {
  std::array<unsigned char, 8> message;
  for (std::size_t i = 0; i < message.size(); ++i)
    message[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(counter) >> (56 - 8 * i));
  std::array<unsigned char, 20> mac;
  PICKET_ASSERT(::HMAC(::EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(),
                       message.size(), mac.data(), nullptr) != nullptr);
  const std::size_t at = mac[19] & 0xFU;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) bits = bits << 8U | mac[at + i];
  return fmt::format("{:06}", (bits & 0x7FFF'FFFFU) % kModulus);
}

std::optional<std::int64_t> check_totp(const TotpSecret& secret, std::string_view code,
                                       Timestamp now, std::int64_t last_used) {
  const auto digits = read_code(code);
  if (!digits) return std::nullopt;
  const std::int64_t middle = totp_counter(now);
  std::optional<std::int64_t> matched;
  // The newest first, so that the oldest one that may still be used wins.
  for (std::int64_t counter = middle + kTotpWindow; counter >= middle - kTotpWindow; --counter) {
    const bool same = same_secret(totp_code(secret, counter), *digits);
    if (same && counter > last_used && counter >= 0) matched = counter;
  }
  return matched;
}

std::string totp_uri(const TotpSecret& secret, std::string_view issuer, std::string_view account) {
  const std::string encoded_issuer = percent_encode(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", encoded_issuer,
                     percent_encode(account), base32_encode(secret), encoded_issuer);
}

}  // namespace picket::domain::account
