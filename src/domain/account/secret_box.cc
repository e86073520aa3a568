#include "domain/account/secret_box.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>

#include <openssl/evp.h>

#include "base/ascii.h"
#include "base/assert.h"
#include "base/base64.h"

namespace picket::domain::account {
namespace {

constexpr std::string_view kVersion = "v1";
constexpr std::size_t kTagBytes = 16;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const noexcept { ::EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

Context make_context() {
  Context context(::EVP_CIPHER_CTX_new());
  PICKET_ASSERT(context != nullptr);
  return context;
}

const unsigned char* raw(const void* bytes) noexcept {
  return static_cast<const unsigned char*>(bytes);
}

unsigned char* raw(char* bytes) noexcept {
  return static_cast<unsigned char*>(static_cast<void*>(bytes));
}

int size_of(std::string_view text) noexcept {
  return static_cast<int>(text.size());
}

/// "v1.<key id>."
std::string header_of(std::string_view key_id) {
  return std::string(kVersion) + '.' + std::string(key_id) + '.';
}

struct Sealed {
  std::string nonce;
  std::string cipher;
  std::string tag;
};

/// The part after the header. Only what seal() writes: base64 on one line, with its padding.
std::optional<Sealed> split_body(std::string_view body) {
  constexpr std::size_t kLeast = SecretBox::kNonceBytes + kTagBytes;
  constexpr std::size_t kMost = (SecretBox::kMaxPlainBytes + kLeast + 2) / 3 * 4;
  if (body.size() > kMost) return std::nullopt;
  const auto bytes = base64_decode(body);
  if (!bytes || bytes->size() < kLeast || base64_encode(std::as_bytes(std::span(*bytes))) != body)
    return std::nullopt;
  return Sealed{bytes->substr(0, SecretBox::kNonceBytes),
                bytes->substr(SecretBox::kNonceBytes, bytes->size() - kLeast),
                bytes->substr(bytes->size() - kTagBytes)};
}

}  // namespace

std::string_view sentence(OpenError error) noexcept {
  switch (error) {
    case OpenError::malformed:
      return "The stored secret cannot be read.";
    case OpenError::other_key:
      return "The secret was stored with another key: put the secret.key back that was in use "
             "then.";
    case OpenError::tampered:
      return "The stored secret was changed or moved.";
  }
  return {};
}

std::string SecretBox::seal(std::string_view plain, std::string_view place,
                            const Nonce& nonce) const {
  PICKET_ASSERT(plain.size() <= kMaxPlainBytes);
  const std::string header = header_of(key_id_);
  const std::string bound = header + std::string(place);
  std::string bytes(kNonceBytes + plain.size() + kTagBytes, '\0');
  std::copy(nonce.begin(), nonce.end(), std::as_writable_bytes(std::span(bytes)).begin());
  char* const cipher = bytes.data() + kNonceBytes;
  char* const tag = cipher + plain.size();

  const Context context = make_context();
  int written = 0;
  PICKET_ASSERT(::EVP_EncryptInit_ex(context.get(), ::EVP_aes_256_gcm(), nullptr,
                                     raw(key_.bytes().data()), raw(nonce.data())) == 1);
  PICKET_ASSERT(::EVP_EncryptUpdate(context.get(), nullptr, &written, raw(bound.data()),
                                    size_of(bound)) == 1);
  PICKET_ASSERT(plain.empty() || ::EVP_EncryptUpdate(context.get(), raw(cipher), &written,
                                                     raw(plain.data()), size_of(plain)) == 1);
  PICKET_ASSERT(::EVP_EncryptFinal_ex(context.get(), raw(tag), &written) == 1);
  PICKET_ASSERT(::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag) == 1);
  return header + base64_encode(std::as_bytes(std::span(bytes)));
}

Result<std::string, OpenError> SecretBox::open(std::string_view sealed,
                                               std::string_view place) const {
  const ascii::Split version = ascii::split_once(sealed, '.');
  const ascii::Split id = ascii::split_once(version.tail, '.');
  if (version.head != kVersion || !id.found) return unexpected(OpenError::malformed);
  auto body = split_body(id.tail);
  if (!body) return unexpected(OpenError::malformed);
  if (id.head != key_id_) return unexpected(OpenError::other_key);

  const std::string bound = header_of(key_id_) + std::string(place);
  std::string plain(body->cipher.size(), '\0');
  const Context context = make_context();
  int written = 0;
  PICKET_ASSERT(::EVP_DecryptInit_ex(context.get(), ::EVP_aes_256_gcm(), nullptr,
                                     raw(key_.bytes().data()), raw(body->nonce.data())) == 1);
  PICKET_ASSERT(::EVP_DecryptUpdate(context.get(), nullptr, &written, raw(bound.data()),
                                    size_of(bound)) == 1);
  PICKET_ASSERT(plain.empty() ||
                ::EVP_DecryptUpdate(context.get(), raw(plain.data()), &written,
                                    raw(body->cipher.data()), size_of(body->cipher)) == 1);
  PICKET_ASSERT(
      ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, body->tag.data()) == 1);
  unsigned char unused = 0;
  if (::EVP_DecryptFinal_ex(context.get(), &unused, &written) != 1)
    return unexpected(OpenError::tampered);
  return plain;
}

}  // namespace picket::domain::account
