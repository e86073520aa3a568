// Packs for tests, as ui/tools/pack.mjs writes them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/little_endian.h"
#include "roles/web/asset_pack.h"

namespace picket::web::testkit {

inline std::string pack_bytes(const std::vector<std::pair<std::string, Asset>>& files) {
  std::string bytes = "picket web pack 1\n";
  put_le(bytes, static_cast<std::uint32_t>(files.size()));
  for (const auto& [path, asset] : files) {
    put_le(bytes, static_cast<std::uint16_t>(path.size()));
    put_le(bytes, static_cast<std::uint16_t>(asset.type.size()));
    put_le(bytes, static_cast<std::uint16_t>(asset.etag.size()));
    put_le(bytes, static_cast<std::uint32_t>(asset.plain.size()));
    put_le(bytes, static_cast<std::uint32_t>(asset.brotli.size()));
    put_le(bytes, static_cast<std::uint32_t>(asset.gzip.size()));
    bytes += path;
    for (const std::string_view part :
         {asset.type, asset.etag, asset.plain, asset.brotli, asset.gzip}) {
      bytes += part;
    }
  }
  return bytes;
}

}  // namespace picket::web::testkit
