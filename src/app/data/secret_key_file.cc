#include "app/data/secret_key_file.h"

#include <filesystem>

#include <fmt/format.h>

#include "app/data/durable_file.h"
#include "base/random.h"

namespace picket::app {

using domain::account::SecretKey;

Result<SecretKeyFile> open_secret_key(const std::string& path) {
  const std::string whole = std::filesystem::absolute(path).lexically_normal().string();
  const auto text = read_secret_file(whole);
  if (!text) return unexpected(text.error());
  if (!*text) {
    SecretKeyFile fresh{SecretKey(random_bytes<SecretKey::kBytes>()), true};
    const auto written = write_private_file(whole, fresh.key.to_text());
    if (!written) return unexpected(written.error());
    return fresh;
  }
  const auto key = SecretKey::parse(**text);
  if (!key) {
    return unexpected(
        Error{ErrorKind::corrupt, "secret_key_damaged",
              fmt::format("{} does not hold a secret key (64 hex digits): put it back from a "
                          "backup; or remove it, and the next start makes a new one, which can "
                          "read no secret that was stored until now",
                          whole)});
  }
  return SecretKeyFile{*key, false};
}

}  // namespace picket::app
