#include "domain/account/secret_key.h"

#include <algorithm>

#include <openssl/crypto.h>

#include "base/hex.h"

namespace picket::domain::account {
namespace {

constexpr std::string_view kHeader = "picket-secret-key-1:";
constexpr std::size_t kIdBytes = 4;

}  // namespace

SecretKey::~SecretKey() {
  ::OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

std::optional<SecretKey> SecretKey::parse(std::string_view text) noexcept {
  constexpr std::string_view kSpace = " \t\r\n";
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(kSpace)));
  text = text.substr(0, text.find_last_not_of(kSpace) + 1);
  if (text.starts_with(kHeader)) text.remove_prefix(kHeader.size());
  SecretKey key{Bytes{}};
  if (!from_hex(text, key.bytes_)) return std::nullopt;
  return key;
}

std::string SecretKey::to_text() const {
  return std::string(kHeader) + to_hex(bytes_) + "\n";
}

SecretKey SecretKey::derive(std::string_view purpose) const {
  return SecretKey(hmac(purpose));
}

std::string SecretKey::id() const {
  const Digest256 digest = hmac("picket key id");
  return to_hex(std::span(digest).first<kIdBytes>());
}

}  // namespace picket::domain::account
