#include "net/client_address.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::net {
namespace {

TrustedProxies trusting(const std::vector<std::string>& networks) {
  return *TrustedProxies::parse(networks);
}

Request from(std::string peer) {
  Request request;
  request.peer = std::move(peer);
  return request;
}

TEST(TrustedProxies, ContainsAddressesOfItsNetworks) {
  const TrustedProxies proxies = trusting({"10.1.0.0/16", "192.0.2.7", "fc00::/7", "::1"});
  for (const char* inside : {"10.1.255.3", "192.0.2.7", "fd00::1", "::1", "::ffff:10.1.2.3"}) {
    EXPECT_TRUE(proxies.contains(inside)) << inside;
  }
  for (const char* outside : {"10.2.0.1", "192.0.2.8", "2001:db8::1", "::2", "", "10.1", "proxy"}) {
    EXPECT_FALSE(proxies.contains(outside)) << outside;
  }
  EXPECT_TRUE(trusting({"0.0.0.0/0"}).contains("203.0.113.1"));
  EXPECT_FALSE(trusting({"0.0.0.0/0"}).contains("::1"));
  EXPECT_FALSE(TrustedProxies().contains("127.0.0.1"));
}

TEST(TrustedProxies, IgnoresTheHostPartOfANetwork) {
  EXPECT_TRUE(trusting({"10.1.2.3/8"}).contains("10.200.0.1"));
  EXPECT_TRUE(trusting({"2001:db8::99/32"}).contains("2001:db8:1::"));
}

TEST(TrustedProxies, NamesTheEntryItCannotRead) {
  for (const char* bad : {"", "proxy", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/a", "/8"}) {
    const std::vector<std::string> networks = {"127.0.0.1", bad};
    const auto proxies = TrustedProxies::parse(networks);
    ASSERT_FALSE(proxies.has_value()) << bad;
    EXPECT_EQ(proxies.error(), bad);
  }
}

TEST(ClientAddress, IsThePeerWhereNobodyElseIsBelieved) {
  EXPECT_EQ(client_address(from("203.0.113.1"), {}), "203.0.113.1");
  Request request = from("203.0.113.1");
  request.headers.add("X-Forwarded-For", "198.51.100.1");
  EXPECT_EQ(client_address(request, trusting({"10.0.0.0/8"})), "203.0.113.1");
}

TEST(ClientAddress, IsTheFirstThatATrustedProxyNames) {
  const TrustedProxies proxies = trusting({"10.0.0.0/8"});
  Request request = from("10.0.0.1");
  request.headers.add("X-Forwarded-For", " 198.51.100.1 , 10.0.0.2");
  EXPECT_EQ(client_address(request, proxies), "198.51.100.1");
  request.headers.add("X-Sentry-Forwarded-For", "198.51.100.2");
  EXPECT_EQ(client_address(request, proxies), "198.51.100.2");
  request.headers.add("X-Vercel-Forwarded-For", "198.51.100.3");
  EXPECT_EQ(client_address(request, proxies), "198.51.100.3");
  request.headers.add("CF-Connecting-IP", "2001:DB8::1");
  EXPECT_EQ(client_address(request, proxies), "2001:db8::1");
}

TEST(ClientAddress, PassesOverEmptyHeaders) {
  Request request = from("10.0.0.1");
  request.headers.add("CF-Connecting-IP", " ");
  request.headers.add("X-Forwarded-For", "198.51.100.1");
  EXPECT_EQ(client_address(request, trusting({"10.0.0.0/8"})), "198.51.100.1");
}

TEST(ClientAddress, IsUnknownWhenWhatIsNamedIsNoAddress) {
  Request request = from("10.0.0.1");
  request.headers.add("X-Forwarded-For", "unknown, 198.51.100.1");
  EXPECT_EQ(client_address(request, trusting({"10.0.0.0/8"})), "");
  EXPECT_EQ(client_address(from(std::string(1000, '1')), {}), "");
}

TEST(ClientAddress, ShowsMappedAddressesAsTheyAre) {
  EXPECT_EQ(client_address(from("::ffff:203.0.113.9"), {}), "203.0.113.9");
}

TEST(ClientAddress, BelievesTheLocalSocket) {
  Request request = from("");
  EXPECT_EQ(client_address(request, {}), "");
  request.headers.add("X-Forwarded-For", "198.51.100.1");
  EXPECT_EQ(client_address(request, {}), "198.51.100.1");
}

TEST(ClientNetwork, IsWhatOneCustomerHas) {
  EXPECT_EQ(client_network("192.0.2.77"), "192.0.2.0/24");
  EXPECT_EQ(client_network("::ffff:192.0.2.77"), "192.0.2.0/24");
  EXPECT_EQ(client_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(client_network("somewhere"), "");
  EXPECT_EQ(client_network(""), "");
}

}  // namespace
}  // namespace picket::net
