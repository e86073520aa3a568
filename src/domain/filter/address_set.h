// Addresses of clients and ranges of them.
// Source: shared spec "ingest", section 4.4 (`blacklistedIps`); RFC 4632 and 4291 for ranges.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::filter {

/// "10.0.0.1", "10.0.0.0/8", "2001:db8::/32". Bits after the prefix are not looked at.
struct AddressRange {
  std::array<std::uint8_t, 16> bytes{};  ///< IPv4 as ::ffff:a.b.c.d, as dual-stack sockets say it.
  std::uint8_t bits = 128;
};

/// nullopt for what is neither an address nor a range.
std::optional<AddressRange> parse_address_range(std::string_view text);

/// Immutable once built; any thread.
class AddressSet {
 public:
  AddressSet() = default;
  /// What is not a range is left out.
  explicit AddressSet(std::span<const std::string> ranges);

  bool empty() const noexcept { return ranges_.empty(); }
  /// False for text that is no address.
  bool contains(std::string_view address) const;

 private:
  std::vector<AddressRange> ranges_;
};

}  // namespace picket::domain::filter
