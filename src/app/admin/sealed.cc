#include "app/admin/sealed.h"

#include <fmt/format.h>

#include "domain/account/secret_box.h"
#include "ports/factors.h"
#include "ports/users.h"
#include "roles/api/auth.h"

namespace picket::app {
namespace {
constexpr std::size_t kAtOnce = 1'000;
}

Result<SealedSecrets> count_sealed(ports::MetaDb& meta, const domain::account::SecretKey* key) {
  auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  SealedSecrets sealed;
  for (UserId after;;) {
    const auto factors = (*tx)->users().factors().list_totp(after, kAtOnce);
    if (!factors) return unexpected(factors.error());
    if (factors->empty()) return sealed;
    for (const ports::TotpFactor& factor : *factors) {
      ++sealed.factors;
      const bool opens = key != nullptr && domain::account::SecretBox(*key).open(
                                               factor.sealed_secret, api::totp_place(factor.user));
      if (!opens) ++sealed.unreadable;
    }
    after = factors->back().user;
  }
}

std::string lost_key_sentence(const std::string& path, const SealedSecrets& sealed) {
  return fmt::format(
      "the secret key {} is missing, and {} account{} with an authenticator app cannot sign in "
      "without it: put it back from a backup. If it is lost, so are those authenticators and their "
      "recovery codes: take them away with `picket user reset-all-2fa`, then start again",
      path, sealed.factors, sealed.factors == 1 ? "" : "s");
}

}  // namespace picket::app
