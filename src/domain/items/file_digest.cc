#include "domain/items/file_digest.h"

#include <span>

#include <openssl/evp.h>

#include "base/assert.h"
#include "base/hex.h"

namespace picket::domain::items {

struct FileDigest::State {
  EVP_MD_CTX* context = ::EVP_MD_CTX_new();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { ::EVP_MD_CTX_free(context); }
};

FileDigest::FileDigest() : state_(std::make_unique<State>()) {
  PICKET_ASSERT(::EVP_DigestInit_ex(state_->context, ::EVP_sha1(), nullptr) == 1);
}

FileDigest::~FileDigest() = default;

void FileDigest::update(std::string_view bytes) {
  PICKET_ASSERT(::EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string FileDigest::hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  PICKET_ASSERT(::EVP_DigestFinal_ex(state_->context, digest, &size) == 1);
  return to_hex(std::as_bytes(std::span(digest, size)));
}

}  // namespace picket::domain::items
