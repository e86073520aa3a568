#include "domain/filter/address_set.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <sys/socket.h>

#include "base/ascii.h"

namespace picket::domain::filter {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::uint8_t kMappedBits = 96;
constexpr std::uint8_t kAllBits = 128;

/// With the number of bits that stand before an address of its kind.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t before = 0;
};

std::optional<Address> parse_address(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> zero_terminated{};
  if (text.empty() || text.size() >= zero_terminated.size()) return std::nullopt;
  std::copy(text.begin(), text.end(), zero_terminated.begin());
  Address address;
  if (::inet_pton(AF_INET6, zero_terminated.data(), address.bytes.data()) == 1) return address;
  std::array<std::uint8_t, 4> four{};
  if (::inet_pton(AF_INET, zero_terminated.data(), four.data()) != 1) return std::nullopt;
  std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
  std::copy(four.begin(), four.end(), address.bytes.begin() + kMappedPrefix.size());
  address.before = kMappedBits;
  return address;
}

bool in_range(const AddressRange& range, const std::array<std::uint8_t, 16>& address) {
  const std::size_t whole = range.bits / 8U;
  if (std::memcmp(range.bytes.data(), address.data(), whole) != 0) return false;
  const unsigned rest = range.bits % 8U;
  if (rest == 0) return true;
  const unsigned mask = 0xFFU << (8U - rest) & 0xFFU;
  return ((range.bytes[whole] ^ address[whole]) & mask) == 0;
}

}  // namespace

std::optional<AddressRange> parse_address_range(std::string_view text) {
  const ascii::Split parts = ascii::split_once(ascii::trim(text), '/');
  const auto address = parse_address(parts.head);
  if (!address) return std::nullopt;
  AddressRange range{address->bytes, kAllBits};
  if (!parts.found) return range;
  const auto bits = ascii::parse_uint<std::uint8_t>(parts.tail);
  if (!bits || *bits > kAllBits - address->before) return std::nullopt;
  range.bits = static_cast<std::uint8_t>(address->before + *bits);
  return range;
}

AddressSet::AddressSet(std::span<const std::string> ranges) {
  for (const std::string& text : ranges) {
    if (const auto range = parse_address_range(text)) ranges_.push_back(*range);
  }
}

bool AddressSet::contains(std::string_view text) const {
  if (ranges_.empty()) return false;
  const auto address = parse_address(text);
  if (!address) return false;
  return std::any_of(ranges_.begin(), ranges_.end(),
                     [&](const AddressRange& range) { return in_range(range, address->bytes); });
}

}  // namespace picket::domain::filter
