// URLs of the web in the form that a browser would show. Source: the WHATWG URL standard
// (url.spec.whatwg.org) for schemes with a host; IDNA without its tables of mappings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace picket::domain::normalize {

struct UrlParts {
  std::string base;      ///< Scheme to path: lower case, default port dropped, escaped.
  std::string query;     ///< Behind '?', as it was.
  std::string fragment;  ///< Behind '#', escaped.
};

/// http, https, ws, wss and ftp; nullopt for others and for what is no URL. The base of a base is
/// itself.
std::optional<UrlParts> parse_url(std::string_view text);

}  // namespace picket::domain::normalize
