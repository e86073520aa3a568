// What in the database only the installation's secret key opens.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "domain/account/secret_key.h"
#include "ports/meta_db.h"

namespace picket::app {

struct SealedSecrets {
  std::int64_t factors = 0;     ///< Authenticator apps.
  std::int64_t unreadable = 0;  ///< Of them, those that `key` does not open.
};

/// `key` null: there is none, so it opens nothing. Reads all of them, a few microseconds each.
Result<SealedSecrets> count_sealed(ports::MetaDb& meta, const domain::account::SecretKey* key);

/// What is lost, and what to do: "8 accounts sign in with ...".
std::string lost_key_sentence(const std::string& path, const SealedSecrets& sealed);

}  // namespace picket::app
