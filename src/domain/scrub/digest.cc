#include "domain/scrub/digest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/assert.h"
#include "base/hex.h"

namespace picket::domain::scrub {

std::string keyless_digest(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  PICKET_ASSERT(HMAC(EVP_sha1(), "", 0, bytes, text.size(), digest.data(), &size) != nullptr);
  std::string hex = to_hex(std::as_bytes(std::span(digest).first(size)));
  std::transform(hex.begin(), hex.end(), hex.begin(),
                 [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
  return hex;
}

}  // namespace picket::domain::scrub
