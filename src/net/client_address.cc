#include "net/client_address.h"

#include <algorithm>

#include <boost/asio/ip/address.hpp>

#include "base/ascii.h"

namespace picket::net {
namespace {

namespace ip = boost::asio::ip;

/// In order of preference.
constexpr std::string_view kForwardedFor[] = {"CF-Connecting-IP", "X-Vercel-Forwarded-For",
                                              "X-Sentry-Forwarded-For", "X-Forwarded-For"};

/// Longest textual address, an IPv6 one with a dotted tail and a zone, and then some.
constexpr std::size_t kMaxAddressChars = 64;

std::optional<ip::address> parse_address(std::string_view text) {
  if (text.empty() || text.size() > kMaxAddressChars) return std::nullopt;
  boost::system::error_code error;
  const ip::address address = ip::make_address(text, error);
  if (error) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  }
  return address;
}

std::string_view forwarded_for(const Request& request) {
  for (const std::string_view name : kForwardedFor) {
    const std::string_view value = ascii::trim(request.headers.get(name));
    if (!value.empty()) return ascii::trim(ascii::split_once(value, ',').head);
  }
  return {};
}

}  // namespace

Result<TrustedProxies, std::string> TrustedProxies::parse(std::span<const std::string> networks) {
  TrustedProxies proxies;
  for (const std::string& network : networks) {
    const ascii::Split parts = ascii::split_once(network, '/');
    const auto address = parse_address(parts.head);
    if (!address) return unexpected(network);
    const unsigned short most = address->is_v4() ? 32 : 128;
    const auto bits = parts.found ? ascii::parse_uint<unsigned short>(parts.tail)
                                  : std::optional<unsigned short>(most);
    if (!bits || *bits > most) return unexpected(network);
    if (address->is_v4()) {
      proxies.v4_.emplace_back(ip::make_network_v4(address->to_v4(), *bits).canonical());
    } else {
      proxies.v6_.emplace_back(ip::make_network_v6(address->to_v6(), *bits).canonical());
    }
  }
  return proxies;
}

bool TrustedProxies::contains(std::string_view text) const {
  const auto address = parse_address(text);
  if (!address) return false;
  if (address->is_v4()) {
    return std::any_of(v4_.begin(), v4_.end(), [&](const ip::network_v4& network) {
      return ip::make_network_v4(address->to_v4(), network.prefix_length()).canonical() == network;
    });
  }
  return std::any_of(v6_.begin(), v6_.end(), [&](const ip::network_v6& network) {
    return ip::make_network_v6(address->to_v6(), network.prefix_length()).canonical() == network;
  });
}

std::string client_address(const Request& request, const TrustedProxies& proxies) {
  std::string_view text = request.peer;
  const std::string_view forwarded = forwarded_for(request);
  if (!forwarded.empty() && (request.peer.empty() || proxies.contains(request.peer))) {
    text = forwarded;
  }
  const auto address = parse_address(text);
  return address ? address->to_string() : std::string();
}

std::string client_network(std::string_view text) {
  const auto address = parse_address(text);
  if (!address) return {};
  if (address->is_v4()) return ip::make_network_v4(address->to_v4(), 24).canonical().to_string();
  return ip::make_network_v6(address->to_v6(), 64).canonical().to_string();
}

}  // namespace picket::net
