// Where a request really comes from, behind the proxies that are trusted to say so.
// Source: shared spec "ingest", section 1.3.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "base/result.h"
#include "net/http.h"

namespace picket::net {

/// Networks whose forwarded-for headers count. Immutable.
class TrustedProxies {
 public:
  /// Nobody is trusted.
  TrustedProxies() = default;
  /// Addresses and networks such as "10.0.0.0/8"; the error is the first that is neither.
  static Result<TrustedProxies, std::string> parse(std::span<const std::string> networks);

  /// False for what is no address.
  bool contains(std::string_view address) const;

 private:
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

/// The first address that the forwarded-for headers name when the peer is trusted, else the peer.
/// Empty when that is no address; a request without a peer came over the local socket and is
/// trusted.
std::string client_address(const Request& request, const TrustedProxies& proxies);

/// What one customer of a provider has: the /24 of an IPv4 address, the /64 of an IPv6 one, as
/// "192.0.2.0/24". Empty when the text is no address.
std::string client_network(std::string_view address);

}  // namespace picket::net
