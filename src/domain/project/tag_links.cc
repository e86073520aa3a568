#include "domain/project/tag_links.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/utf8.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

/// Characters of a name that a sentence quotes.
constexpr std::size_t kQuoted = 60;

/// Of a name or an address: what nobody sees, or what a browser drops from an address.
bool is_blank(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte == 0x7F;
}

/// Without the scheme; nullopt when it is none that a page may lead to.
std::optional<std::string_view> behind_scheme(std::string_view url) noexcept {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (ascii::iequals(url.substr(0, scheme.size()), scheme)) return url.substr(scheme.size());
  }
  return std::nullopt;
}

/// Whether braces stand around `value` alone.
bool has_other_braces(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '}') return true;
    if (text[at] != '{') continue;
    if (!text.substr(at).starts_with(kTagValue)) return true;
    at += kTagValue.size() - 1;
  }
  return false;
}

std::optional<std::string> flaw_of_name(std::string_view name) {
  if (name.empty()) return "A tag has a name.";
  if (name.size() > kMaxTagLinkName)
    return fmt::format("A tag's name has at most {} bytes.", kMaxTagLinkName);
  if (std::any_of(name.begin(), name.end(), is_blank))
    return "A tag's name has no white space and no control characters.";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_template_flaw(std::string_view url) {
  if (url.size() > kMaxTagLinkUrl)
    return fmt::format("An address has at most {} bytes.", kMaxTagLinkUrl);
  const auto rest = behind_scheme(url);
  if (!rest) return "An address begins with https:// or http://.";
  if (std::any_of(url.begin(), url.end(), is_blank) || url.find('\\') != std::string_view::npos)
    return "An address has no white space, control characters or backslashes.";
  // What follows the host is where values go, so that no value chooses it.
  const std::size_t end = std::min(rest->find_first_of("/?#"), rest->size());
  const std::string_view host = rest->substr(0, end);
  if (host.empty() || host.front() == ':') return "The address has no host.";
  if (host.find('@') != std::string_view::npos) return "An address has no user and no password.";
  if (host.find_first_of("{}") != std::string_view::npos)
    return "The value cannot be a part of the host.";
  if (rest->substr(end).find(kTagValue) == std::string_view::npos)
    return "Write {value} where the value of the tag belongs.";
  if (has_other_braces(rest->substr(end)))
    return "Only {value} stands in braces; write others as %7B and %7D.";
  return std::nullopt;
}

std::optional<std::string> find_tag_links_flaw(std::string_view setting, const json::value& value) {
  const json::object* const links = value.if_object();
  if (setting != kTagLinks || links == nullptr) return std::nullopt;
  if (links->size() > kMaxTagLinks)
    return fmt::format("A project has at most {} tag links.", kMaxTagLinks);
  for (const json::key_value_pair& link : *links) {
    const json::string* const url = link.value().if_string();
    std::optional<std::string> flaw = flaw_of_name(link.key());
    if (!flaw) flaw = url == nullptr ? "An address is a text." : find_template_flaw(*url);
    if (flaw) return fmt::format("\"{}\": {}", utf8_prefix(link.key(), kQuoted), *flaw);
  }
  return std::nullopt;
}

}  // namespace picket::domain
