#include "roles/web/asset_pack.h"

#include <cstddef>

#include "base/little_endian.h"

namespace picket::web {
namespace {

constexpr std::string_view kMagic = "picket web pack 1\n";

}  // namespace

Result<AssetPack, PackError> AssetPack::read(std::string_view bytes) {
  if (bytes.empty()) return AssetPack();
  LittleEndianReader reader(bytes);
  if (reader.take_bytes(kMagic.size()) != kMagic) return unexpected(PackError::not_a_pack);
  AssetPack pack;
  const auto count = reader.take<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
    const std::size_t path_bytes = reader.take<std::uint16_t>();
    const std::size_t type_bytes = reader.take<std::uint16_t>();
    const std::size_t etag_bytes = reader.take<std::uint16_t>();
    const std::size_t plain_bytes = reader.take<std::uint32_t>();
    const std::size_t brotli_bytes = reader.take<std::uint32_t>();
    const std::size_t gzip_bytes = reader.take<std::uint32_t>();
    const std::string_view path = reader.take_bytes(path_bytes);
    Asset asset;
    asset.type = reader.take_bytes(type_bytes);
    asset.etag = reader.take_bytes(etag_bytes);
    asset.plain = reader.take_bytes(plain_bytes);
    asset.brotli = reader.take_bytes(brotli_bytes);
    asset.gzip = reader.take_bytes(gzip_bytes);
    if (!reader.ok()) break;
    if (!pack.assets_.emplace(path, asset).second) return unexpected(PackError::duplicate_path);
  }
  if (!reader.ok()) return unexpected(PackError::cut_off);
  if (!reader.rest().empty()) return unexpected(PackError::trailing_bytes);
  return pack;
}

const Asset* AssetPack::find(std::string_view path) const noexcept {
  const auto found = assets_.find(path);
  return found == assets_.end() ? nullptr : &found->second;
}

}  // namespace picket::web
