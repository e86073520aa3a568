// Addresses: where Picket listens, and where the world reaches it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/config/settings.h"

namespace picket::app {

struct ListenAddress {
  std::string host;  ///< Without brackets.
  std::uint16_t port = 0;
};

/// "127.0.0.1:9000", "[::1]:9000", "localhost:9000", ":9000" (all addresses of IPv4). nullopt for
/// anything else, names included: a server must not wait for a resolver.
std::optional<ListenAddress> parse_listen(std::string_view text);
/// The inverse of parse_listen.
std::string format_listen(const ListenAddress& address);

/// http or https, a host, no query, no fragment.
bool is_base_url(std::string_view url);

/// Where browsers and API clients reach Picket; no '/' at the end. Derived from `listen` when not
/// set: an address that stands for all becomes 127.0.0.1.
std::string public_url(const Settings& settings);
/// Where SDKs reach it.
std::string ingest_url(const Settings& settings);

/// "https://key@host:port/prefix/1".
std::string make_dsn(std::string_view ingest_url, std::string_view public_key,
                     std::int64_t project);

}  // namespace picket::app
