// The installation's secret: 32 random bytes from which the key of every purpose is derived.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/account/digest.h"

namespace picket::domain::account {

/// A value; wiped when destroyed. Constant, so safe to read from any thread.
class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;
  using Bytes = std::array<std::byte, kBytes>;

  /// From random_bytes<kBytes>(), or derived from another key.
  explicit SecretKey(const Bytes& bytes) noexcept : bytes_(bytes) {}
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  /// Reads docs/formats/secrets.md, "secret.key": "picket-secret-key-1:" and 64 hex digits, or,
  /// from before there was a header, the digits alone. White space around it is ignored.
  static std::optional<SecretKey> parse(std::string_view text) noexcept;
  /// With its header and a newline.
  std::string to_text() const;

  /// One key per purpose, so that no two uses of the secret can meet: HMAC-SHA256(key, purpose).
  SecretKey derive(std::string_view purpose) const;
  /// 8 hex digits that tell keys apart and nothing else about them.
  std::string id() const;
  Digest256 hmac(std::string_view message) const { return hmac_sha256(bytes_, message); }

  std::span<const std::byte, kBytes> bytes() const noexcept { return bytes_; }

 private:
  Bytes bytes_;
};

}  // namespace picket::domain::account
