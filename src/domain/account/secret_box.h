// Secrets at rest (of second factors, of integrations): AES-256-GCM, each bound to the place it is
// kept in. Source: NIST SP 800-38D; the text is that of docs/formats/secrets.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/account/secret_key.h"

namespace picket::domain::account {

enum class OpenError : std::uint8_t {
  malformed,  ///< Not text that seal() wrote.
  other_key,  ///< Sealed with another key: secret.key was replaced, or a backup lacks it.
  tampered,   ///< Changed, cut, or moved here from another place.
};
/// A sentence for an operator.
std::string_view sentence(OpenError error) noexcept;

/// Immutable, so safe to use from any thread. A few microseconds per call.
class SecretBox {
 public:
  static constexpr std::size_t kNonceBytes = 12;
  using Nonce = std::array<std::byte, kNonceBytes>;
  /// Far above a private key in PEM; a secret is not a document.
  static constexpr std::size_t kMaxPlainBytes = std::size_t{64} << 10U;

  /// Derives a key of its own from the installation's.
  explicit SecretBox(const SecretKey& installation)
      : key_(installation.derive("secret box")), key_id_(key_.id()) {}

  /// ASCII text. `place` names where it is kept, such as "totp:17": what is moved does not open.
  /// `nonce` from random_bytes<kNonceBytes>(), a new one each time. `plain` has at most
  /// kMaxPlainBytes, else it aborts.
  std::string seal(std::string_view plain, std::string_view place, const Nonce& nonce) const;
  Result<std::string, OpenError> open(std::string_view sealed, std::string_view place) const;

 private:
  SecretKey key_;
  std::string key_id_;
};

}  // namespace picket::domain::account
