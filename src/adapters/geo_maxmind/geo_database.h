// GeoDatabase: places of addresses from a file in MaxMind's format, such as GeoLite2-City.mmdb.
// Source: https://maxmind.github.io/MaxMind-DB/; libmaxminddb.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/normalize/geo.h"

namespace picket::adapters {

/// Thread-safe after open(). The file is mapped, so its pages are shared and read on demand: who
/// renews it renames a new one into its place, which the next start reads.
class GeoDatabase final : public domain::GeoReader {
 public:
  /// Checks that the file is whole, by samples, and has countries. The error is a sentence for the
  /// operator. Blocks: some hundred pages are read.
  static Result<std::unique_ptr<GeoDatabase>, std::string> open(const std::string& path);
  ~GeoDatabase() override;

  /// Damage that open() did not see reads as an unknown place.
  std::optional<domain::GeoPlace> find(std::string_view address) const noexcept override;

 private:
  struct File;
  explicit GeoDatabase(std::unique_ptr<File> file);

  std::unique_ptr<File> file_;
};

}  // namespace picket::adapters
