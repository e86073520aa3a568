// Where the installation's secret is kept between starts.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/account/secret_key.h"

namespace picket::app {

struct SecretKeyFile {
  domain::account::SecretKey key;
  bool made;  ///< There was none. After the first start that means that somebody lost it.
};

/// Reads the key; where there is no file, makes one of 0600 that is durable on return. Its folder
/// must exist, and no other process may do the same at that time. `detail` of an error is one
/// sentence with the remedy. Codes: secret_key_damaged (corrupt), and those of durable_file.h.
Result<SecretKeyFile> open_secret_key(const std::string& path);

}  // namespace picket::app
