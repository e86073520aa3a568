#include "roles/web/index_page.h"

#include <cstddef>

#include <fmt/format.h>

namespace picket::web {
namespace {

constexpr std::string_view kNonce = "PICKET_NONCE";
constexpr std::string_view kBase = R"(<base href="/">)";
constexpr std::string_view kVersion = R"(<meta name="picket-version" content="">)";

constexpr std::string_view kOriginCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:/[]";

std::string escape_attribute(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '<':
        out += "&lt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void replace_first(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at != std::string::npos) text.replace(at, from.size(), to);
}

}  // namespace

IndexPage::IndexPage(std::string_view html, std::string_view path_prefix,
                     std::string_view version) {
  std::string page(html);
  replace_first(page, kBase, fmt::format(R"(<base href="{}">)", escape_attribute(path_prefix)));
  replace_first(
      page, kVersion,
      fmt::format(R"(<meta name="picket-version" content="{}">)", escape_attribute(version)));
  std::string_view rest = page;
  for (std::size_t at = rest.find(kNonce); at != std::string_view::npos; at = rest.find(kNonce)) {
    parts_.emplace_back(rest.substr(0, at));
    rest.remove_prefix(at + kNonce.size());
  }
  parts_.emplace_back(rest);
}

std::string IndexPage::render(std::string_view nonce) const {
  std::string page = parts_.front();
  for (std::size_t i = 1; i < parts_.size(); ++i) {
    page += nonce;
    page += parts_[i];
  }
  return page;
}

std::string path_prefix_of(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end != std::string_view::npos) url.remove_prefix(scheme_end + 3);
  const std::size_t slash = url.find('/');
  std::string path = slash == std::string_view::npos ? "" : std::string(url.substr(slash));
  if (!path.ends_with('/')) path += '/';
  return path;
}

std::string origin_of(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const std::string_view origin = url.substr(0, url.find('/', scheme_end + 3));
  const bool plain = origin.find_first_not_of(kOriginCharacters) == std::string_view::npos;
  return plain ? std::string(origin) : std::string();
}

std::string content_security_policy(std::string_view nonce, std::string_view ingest_origin) {
  return fmt::format(
      "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'nonce-{0}'; "
      "style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self'; connect-src 'self'{1}{2}; "
      "worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
      nonce, ingest_origin.empty() ? "" : " ", ingest_origin);
}

}  // namespace picket::web
