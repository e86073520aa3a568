// Where the installation's secret is kept between starts.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/account/secret_key.h"

namespace picket::app {

/// nullopt where there is no file. `detail` of an error is one sentence with the remedy. Codes:
/// secret_key_damaged (corrupt), and those of durable_file.h.
Result<std::optional<domain::account::SecretKey>> read_secret_key(const std::string& path);

/// Writes a new key into a file of 0600 that is durable on return. Its folder must exist, and there
/// is no such file; no other process may do the same at that time. What was encrypted with an older
/// key cannot be read with it: whoever calls has looked whether there is any.
Result<domain::account::SecretKey> make_secret_key(const std::string& path);

/// Where the key is: what the configuration names, else in the data directory. Absolute.
std::string secret_key_path(const std::string& configured, const std::string& data);

}  // namespace picket::app
