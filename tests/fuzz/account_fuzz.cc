// What somebody types or sends to prove who they are: tokens, codes, addresses, names; and kept
// hashes, which an import brings from elsewhere.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/account/argon2id.h"
#include "domain/account/ascii_fold.h"
#include "domain/account/base32.h"
#include "domain/account/email.h"
#include "domain/account/password_policy.h"
#include "domain/account/pbkdf2.h"
#include "domain/account/recovery_code.h"
#include "domain/account/secret_box.h"
#include "domain/account/slug.h"
#include "domain/account/token.h"
#include "domain/account/totp.h"
#include "domain/account/user_agent_label.h"

namespace {

namespace account = picket::domain::account;
using account::SecretKey;

void check_secrets(std::string_view text, const SecretKey& key) {
  const auto kind = account::recognize_token(text);
  if (account::parse_org_token(text)) PICKET_ASSERT(kind == account::TokenKind::organization);
  PICKET_ASSERT(!account::check_totp({}, text, picket::Timestamp{}, 5));
  if (const auto hash = account::hash_recovery_code(key, text)) PICKET_ASSERT(hash->size() == 64);
  const account::SecretBox box(key);
  PICKET_ASSERT(!box.open(text, "place"));
  const std::string_view plain = text.substr(0, account::SecretBox::kMaxPlainBytes);
  PICKET_ASSERT(box.open(box.seal(plain, text, {}), text) == plain);
  if (const auto read = SecretKey::parse(text))
    PICKET_ASSERT(SecretKey::parse(read->to_text())->to_text() == read->to_text());
}

void check_kept(std::string_view text) {
  if (const auto hash = account::parse_argon2id(text)) {
    PICKET_ASSERT(hash->cost.memory_kib <= account::kMostPasswordCost.memory_kib);
    PICKET_ASSERT(hash->cost.passes <= account::kMostPasswordCost.passes);
    PICKET_ASSERT(hash->cost.memory_kib >= 8 * hash->cost.lanes);
  }
  if (const auto hash = account::parse_pbkdf2(text)) {
    PICKET_ASSERT(hash->iterations > 0 && hash->iterations <= account::kMostPbkdf2Iterations);
    PICKET_ASSERT(hash->hash.size() == 32);
  }
  if (const auto bytes = account::base32_decode(text))
    PICKET_ASSERT(
        account::base32_decode(account::base32_encode(std::as_bytes(std::span(*bytes)))) == bytes);
}

void check_names(std::string_view text) {
  using enum account::SlugKind;
  for (const account::SlugKind kind : {organization, team, project}) {
    for (const std::uint32_t attempt : {0U, 1U, 4'294'967'295U})
      PICKET_ASSERT(!account::find_slug_flaw(kind, account::suggest_slug(kind, text, attempt)));
  }
  if (const auto email = account::read_email(text, account::kMaxEmail)) {
    PICKET_ASSERT(account::read_email(*email, account::kMaxEmail) == email);
    PICKET_ASSERT(email->find_first_of(" <>\",;:\r\n") == std::string::npos);
  }
  PICKET_ASSERT(picket::is_valid_utf8(account::mask_email(text)));
  for (const char c : account::fold_to_ascii(text)) PICKET_ASSERT(static_cast<signed char>(c) >= 0);
  PICKET_ASSERT(account::user_agent_label(text).size() < 40);
  PICKET_ASSERT(account::find_password_flaws(text, text, text).size() <= 3);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SecretKey kKey(SecretKey::Bytes{});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_secrets(text, kKey);
  check_kept(text);
  check_names(text);
  return 0;
}
