#include "domain/account/pbkdf2.h"

#include <span>

#include <openssl/evp.h>

#include "base/ascii.h"
#include "base/assert.h"
#include "base/base64.h"
#include "domain/account/digest.h"

namespace picket::domain::account {
namespace {

constexpr std::string_view kHeader = "pbkdf2_sha256$";
constexpr std::size_t kHashBytes = 32;
/// Django makes 22 characters, older versions 12.
constexpr std::size_t kMostSaltBytes = 128;

}  // namespace

std::optional<Pbkdf2Hash> parse_pbkdf2(std::string_view encoded) {
  if (!encoded.starts_with(kHeader)) return std::nullopt;
  const ascii::Split count_rest = ascii::split_once(encoded.substr(kHeader.size()), '$');
  const ascii::Split salt_hash = ascii::split_once(count_rest.tail, '$');
  const auto iterations = ascii::parse_uint<std::uint32_t>(count_rest.head);
  if (!iterations || *iterations == 0 || *iterations > kMostPbkdf2Iterations) return std::nullopt;
  if (salt_hash.head.empty() || salt_hash.head.size() > kMostSaltBytes) return std::nullopt;
  if (salt_hash.tail.size() != (kHashBytes + 2) / 3 * 4) return std::nullopt;
  auto hash = base64_decode(salt_hash.tail);
  if (!hash || hash->size() != kHashBytes) return std::nullopt;
  return Pbkdf2Hash{*iterations, std::string(salt_hash.head), *std::move(hash)};
}

bool matches(std::string_view password, const Pbkdf2Hash& known) {
  const auto raw = [](const char* text) {
    return static_cast<const unsigned char*>(static_cast<const void*>(text));
  };
  // A null pointer would mean "empty" to OpenSSL, which is what a null view is.
  std::string hash(kHashBytes, '\0');
  PICKET_ASSERT(::PKCS5_PBKDF2_HMAC(
                    password.data(), static_cast<int>(password.size()), raw(known.salt.data()),
                    static_cast<int>(known.salt.size()), static_cast<int>(known.iterations),
                    ::EVP_sha256(), static_cast<int>(hash.size()),
                    static_cast<unsigned char*>(static_cast<void*>(hash.data()))) == 1);
  return same_secret(hash, known.hash);
}

}  // namespace picket::domain::account
