// GeoReader: where an address is; implemented by an adapter (decision 0029).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace picket::domain {

/// Names in English; empty: unknown.
struct GeoPlace {
  std::string country_code;  ///< ISO 3166-1, two letters.
  std::string city;
  std::string subdivision;  ///< The smallest that is known.
  std::string region;       ///< Name of the country.
};

/// Thread-safe.
class GeoReader {
 public:
  GeoReader() = default;
  GeoReader(const GeoReader&) = delete;
  GeoReader& operator=(const GeoReader&) = delete;
  virtual ~GeoReader() = default;

  /// nullopt when nothing is known, or `address` is none. Does not block; microseconds.
  virtual std::optional<GeoPlace> find(std::string_view address) const noexcept = 0;
};

}  // namespace picket::domain
