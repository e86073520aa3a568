#include "domain/access/token_hash.h"

#include <array>

#include <openssl/sha.h>

namespace picket::domain::access {

std::string hash_token(std::string_view token) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  const std::string bytes(token);  // A view's data() may be null.
  ::SHA256(static_cast<const unsigned char*>(static_cast<const void*>(bytes.data())), bytes.size(),
           digest.data());
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0xfU];
  }
  return hex;
}

}  // namespace picket::domain::access
