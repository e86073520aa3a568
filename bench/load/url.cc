#include "load/url.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "protocol/dsn.h"

namespace picket::load {

std::string Url::authority() const {
  const bool v6 = host.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", v6 ? "[" : "", host, v6 ? "]" : "", port);
}

Result<Url, std::string> parse_url(std::string_view text) {
  constexpr std::string_view kScheme = "http://";
  if (text.starts_with("https://")) {
    return unexpected(std::string("https is not supported: give the server's http address"));
  }
  if (!text.starts_with(kScheme)) return unexpected(fmt::format("{}: not an http URL", text));
  const ascii::Split split = ascii::split_once(text.substr(kScheme.size()), '/');
  Url url;
  std::string_view authority = split.head;
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && !authority.ends_with(']')) {
    const auto port = ascii::parse_uint<std::uint16_t>(authority.substr(colon + 1));
    if (!port) return unexpected(fmt::format("{}: bad port", text));
    url.port = *port;
    authority = authority.substr(0, colon);
  }
  if (authority.starts_with('[') && authority.ends_with(']')) {
    authority = authority.substr(1, authority.size() - 2);
  }
  if (authority.empty()) return unexpected(fmt::format("{}: no host", text));
  url.host = authority;
  std::string_view path = split.tail;
  while (path.ends_with('/')) path.remove_suffix(1);
  if (!path.empty()) url.path = fmt::format("/{}", path);
  return url;
}

Result<Target, std::string> parse_target(std::string_view text) {
  const auto dsn = protocol::parse_dsn(text);
  if (!dsn) return unexpected(fmt::format("{}: not a DSN", text));
  auto url = parse_url(fmt::format("{}://{}{}", dsn->scheme, dsn->host,
                                   dsn->port ? fmt::format(":{}", *dsn->port) : ""));
  if (!url) return unexpected(url.error());
  url->path = fmt::format("{}{}/api/{}/envelope/", dsn->path.empty() ? "" : "/", dsn->path,
                          dsn->project.value);
  return Target{.url = std::move(*url), .public_key = dsn->public_key, .dsn = std::string(text)};
}

}  // namespace picket::load
