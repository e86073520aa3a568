#include "domain/account/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/assert.h"
#include "base/hex.h"

namespace picket::domain::account {
namespace {

unsigned char* raw(Digest256& digest) noexcept {
  return static_cast<unsigned char*>(static_cast<void*>(digest.data()));
}

const unsigned char* raw(std::string_view text) noexcept {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

}  // namespace

std::string sha256_hex(std::string_view text) {
  Digest256 digest;
  PICKET_ASSERT(
      ::EVP_Digest(text.data(), text.size(), raw(digest), nullptr, ::EVP_sha256(), nullptr) == 1);
  return to_hex(digest);
}

Digest256 hmac_sha256(std::span<const std::byte> key, std::string_view message) {
  Digest256 digest;
  PICKET_ASSERT(::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(message),
                       message.size(), raw(digest), nullptr) != nullptr);
  return digest;
}

bool same_secret(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace picket::domain::account
