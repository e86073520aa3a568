#include "domain/filter/address_set.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::filter {
namespace {

bool in(const std::vector<std::string>& ranges, std::string_view address) {
  return AddressSet(ranges).contains(address);
}

TEST(AddressSet, HoldsSingleAddresses) {
  EXPECT_TRUE(in({"10.0.0.1"}, "10.0.0.1"));
  EXPECT_FALSE(in({"10.0.0.1"}, "10.0.0.2"));
  EXPECT_TRUE(in({"2001:DB8::1"}, "2001:db8:0:0::1"));
  EXPECT_TRUE(in({" 10.0.0.1 "}, "10.0.0.1"));
}

TEST(AddressSet, HoldsRangesAtAnyBit) {
  EXPECT_TRUE(in({"10.0.0.0/8"}, "10.255.1.2"));
  EXPECT_FALSE(in({"10.0.0.0/8"}, "11.0.0.1"));
  EXPECT_TRUE(in({"192.168.1.9/30"}, "192.168.1.11")) << "bits after the prefix do not count";
  EXPECT_FALSE(in({"192.168.1.9/30"}, "192.168.1.12"));
  EXPECT_TRUE(in({"2001:db8::/33"}, "2001:db8:7fff::1"));
  EXPECT_FALSE(in({"2001:db8::/33"}, "2001:db8:8000::1"));
  EXPECT_TRUE(in({"0.0.0.0/0"}, "1.2.3.4"));
}

TEST(AddressSet, KnowsIpv4BehindIpv6Sockets) {
  EXPECT_TRUE(in({"10.0.0.0/8"}, "::ffff:10.1.2.3"));
  EXPECT_FALSE(in({"0.0.0.0/0"}, "2001:db8::1"));
  EXPECT_FALSE(in({"::/128"}, "0.0.0.0"));
}

TEST(AddressSet, IgnoresWhatIsNoAddress) {
  for (const char* text : {"", "x", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129",
                           "10.0.0.1/8/8", "10.0.0.0/ 8"}) {
    EXPECT_FALSE(parse_address_range(text).has_value()) << text;
    EXPECT_TRUE(AddressSet(std::vector<std::string>{text}).empty()) << text;
  }
  EXPECT_FALSE(in({"0.0.0.0/0"}, "not an address"));
  EXPECT_FALSE(in({"0.0.0.0/0"}, ""));
}

}  // namespace
}  // namespace picket::domain::filter
