#include "domain/account/token.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/base64.h"
#include "base/hex.h"
#include "domain/account/digest.h"
#include "protocol/json.h"

namespace picket::domain::account {
namespace {

namespace json = boost::json;

constexpr std::string_view kUserPrefix = "sntryu_";
constexpr std::string_view kOrgPrefix = "sntrys_";
constexpr std::size_t kShownCharacters = 4;
/// 32 bytes in base64, without the one '='.
constexpr std::size_t kOrgSecretCharacters = 43;
/// 9999-12-31, the end of what ISO 8601 writes.
constexpr double kLastSecond = 253'402'300'799;

/// Only what base64_encode writes: what decodes alike has one spelling.
std::optional<std::string> strict_decode(std::string_view text) {
  auto decoded = base64_decode(text);
  if (decoded && base64_encode(std::as_bytes(std::span(*decoded))) != text) return std::nullopt;
  return decoded;
}

struct OrgTokenParts {
  std::string_view claims;
  std::string_view secret;
};

std::optional<OrgTokenParts> split_org_token(std::string_view token) noexcept {
  if (token.size() > kMaxTokenBytes || !token.starts_with(kOrgPrefix)) return std::nullopt;
  token.remove_prefix(kOrgPrefix.size());
  const std::size_t at = token.find('_');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const OrgTokenParts parts{token.substr(0, at), token.substr(at + 1)};
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  };
  if (parts.secret.size() != kOrgSecretCharacters ||
      !std::all_of(parts.secret.begin(), parts.secret.end(), allowed))
    return std::nullopt;
  return parts;
}

std::optional<Timestamp> issued_of(const json::object& claims) {
  const json::value* const value = claims.if_contains("iat");
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds <= kLastSecond)) return std::nullopt;
  return from_unix_us(std::llround(seconds * 1e6));
}

}  // namespace

std::optional<TokenKind> recognize_token(std::string_view token) noexcept {
  if (is_secret(token)) return TokenKind::unmarked;
  if (token.starts_with(kUserPrefix) && is_secret(token.substr(kUserPrefix.size())))
    return TokenKind::user;
  if (split_org_token(token)) return TokenKind::organization;
  return std::nullopt;
}

std::string make_user_token(const RandomBits256& bits) {
  return std::string(kUserPrefix) + to_hex(bits);
}

std::string make_org_token(const OrgTokenClaims& claims, const RandomBits256& bits) {
  const std::int64_t us = std::max<std::int64_t>(0, to_unix_us(claims.issued));
  std::string text = fmt::format(R"({{"iat":{}.{:06},"url":)", us / 1'000'000, us % 1'000'000);
  protocol::write_json_string(claims.url, text);
  text += R"(,"region_url":)";
  protocol::write_json_string(claims.region_url, text);
  text += R"(,"org":)";
  protocol::write_json_string(claims.org, text);
  text += '}';
  std::string secret = base64_encode(bits);
  secret.resize(kOrgSecretCharacters);
  return fmt::format("{}{}_{}", kOrgPrefix, base64_encode(std::as_bytes(std::span(text))), secret);
}

std::optional<OrgTokenClaims> parse_org_token(std::string_view token) {
  const auto parts = split_org_token(token);
  if (!parts || !strict_decode(std::string(parts->secret) + "=")) return std::nullopt;
  const auto text = strict_decode(parts->claims);
  if (!text) return std::nullopt;
  const auto document = protocol::parse_json(*text);
  const json::object* const claims = document ? document->if_object() : nullptr;
  if (claims == nullptr) return std::nullopt;
  const auto issued = issued_of(*claims);
  OrgTokenClaims read{issued.value_or(Timestamp{}),
                      std::string(protocol::find_string(*claims, "url")),
                      std::string(protocol::find_string(*claims, "region_url")),
                      std::string(protocol::find_string(*claims, "org"))};
  if (!issued || read.url.empty() || read.org.empty()) return std::nullopt;
  return read;
}

std::string hash_token(std::string_view token) {
  return sha256_hex(token);
}

std::string last_characters(std::string_view token) {
  return std::string(token.substr(token.size() - std::min(token.size(), kShownCharacters)));
}

std::string make_secret(const RandomBits256& bits) {
  return to_hex(bits);
}

bool is_secret(std::string_view text) noexcept {
  return text.size() == 2 * std::tuple_size_v<RandomBits256> &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace picket::domain::account
