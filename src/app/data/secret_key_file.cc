#include "app/data/secret_key_file.h"

#include <filesystem>

#include <fmt/format.h>

#include "app/data/data_dir.h"
#include "app/data/durable_file.h"
#include "base/random.h"

namespace picket::app {

using domain::account::SecretKey;

namespace {

std::string whole_path(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

}  // namespace

std::string secret_key_path(const std::string& configured, const std::string& data) {
  return whole_path(configured.empty() ? fmt::format("{}/{}", data, kSecretKeyFile) : configured);
}

Result<std::optional<SecretKey>> read_secret_key(const std::string& path) {
  const std::string whole = whole_path(path);
  const auto text = read_secret_file(whole);
  if (!text) return unexpected(text.error());
  if (!*text) return std::optional<SecretKey>();
  auto key = SecretKey::parse(**text);
  if (!key) {
    return unexpected(
        Error{ErrorKind::corrupt, "secret_key_damaged",
              fmt::format("{} does not hold a secret key (64 hex digits): put it back from a "
                          "backup; or remove it, and the next start says what is lost with it, or "
                          "makes a new one",
                          whole)});
  }
  return key;
}

Result<SecretKey> make_secret_key(const std::string& path) {
  SecretKey fresh(random_bytes<SecretKey::kBytes>());
  const auto written = write_private_file(whole_path(path), fresh.to_text());
  if (!written) return unexpected(written.error());
  return fresh;
}

}  // namespace picket::app
