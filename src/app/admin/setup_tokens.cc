#include "app/admin/setup_tokens.h"

#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "app/data/durable_file.h"

namespace picket::app {

namespace json = boost::json;

Result<SetupTokens> SetupTokens::load(std::string path) {
  SetupTokens loaded;
  loaded.path_ = std::move(path);
  if (loaded.path_.empty()) return loaded;
  const auto text = read_private_file(loaded.path_);
  if (!text) return unexpected(text.error());
  if (!*text) return loaded;

  const Error damaged{
      ErrorKind::corrupt, "setup_file",
      fmt::format("{} is damaged: remove it, and setup makes a new token", loaded.path_)};
  boost::system::error_code failed;
  const json::value document = json::parse(**text, failed);
  const json::object* const root = failed ? nullptr : document.if_object();
  const json::value* const tokens = root == nullptr ? nullptr : root->if_contains("tokens");
  if (tokens == nullptr || !tokens->is_object()) return unexpected(damaged);
  for (const auto& [org, token] : tokens->get_object()) {
    if (!token.is_string()) return unexpected(damaged);
    loaded.tokens_[std::string(org)] = std::string(token.get_string());
  }
  return loaded;
}

std::string SetupTokens::find(const std::string& org) const {
  const auto found = tokens_.find(org);
  return found == tokens_.end() ? "" : found->second;
}

Result<void> SetupTokens::put(const std::string& org, const std::string& token) {
  tokens_[org] = token;
  if (path_.empty()) return {};
  json::object tokens;
  for (const auto& [slug, secret] : tokens_) tokens[slug] = secret;
  return write_private_file(path_, json::serialize(json::object{{"tokens", tokens}}) + "\n");
}

}  // namespace picket::app
