#include "domain/account/recovery_code.h"

#include <span>
#include <utility>

#include "base/hex.h"
#include "domain/account/base32.h"

namespace picket::domain::account {
namespace {

constexpr std::size_t kCharacters = kRecoveryCodeBytes * 8 / 5;
constexpr std::size_t kGroup = 4;
/// A longer text is no code, however many dashes it has.
constexpr std::size_t kMaxTyped = 64;

/// The character of Crockford's alphabet that is meant; 0 for none.
char meant(char typed) noexcept {
  const char c = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return kCrockford32.find(c) == std::string_view::npos ? '\0' : c;
}

/// 16 characters of the alphabet; nullopt for anything else.
std::optional<std::string> normalize(std::string_view typed) {
  if (typed.size() > kMaxTyped) return std::nullopt;
  std::string code;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const char known = meant(c);
    if (known == '\0') return std::nullopt;
    code += known;
  }
  if (code.size() != kCharacters) return std::nullopt;
  return code;
}

}  // namespace

std::vector<std::string> make_recovery_codes(const RecoveryBits& bits) {
  std::vector<std::string> codes;
  codes.reserve(kRecoveryCodes);
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    std::string code = base32_encode(
        std::span(bits).subspan(i * kRecoveryCodeBytes, kRecoveryCodeBytes), kCrockford32);
    for (std::size_t at = kCharacters - kGroup; at > 0; at -= kGroup) code.insert(at, 1, '-');
    codes.push_back(std::move(code));
  }
  return codes;
}

std::optional<std::string> hash_recovery_code(const SecretKey& installation,
                                              std::string_view typed) {
  const auto code = normalize(typed);
  if (!code) return std::nullopt;
  return to_hex(installation.derive("recovery codes").hmac(*code));
}

}  // namespace picket::domain::account
