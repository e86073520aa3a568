// Manifests of backups: what is read is written again and reads as the same, and no name in one
// leads out of the folder that it is restored into.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "app/backup/manifest.h"
#include "base/assert.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const void* const raw = data;
  const auto manifest =
      picket::app::decode_manifest(std::string_view(static_cast<const char*>(raw), size));
  if (!manifest) {
    PICKET_ASSERT(!manifest.error().detail.empty());
    return 0;
  }
  for (const picket::app::BackupFile& file : manifest->files) {
    const std::filesystem::path path(file.name);
    PICKET_ASSERT(path.is_relative() && !path.empty());
    PICKET_ASSERT(path.lexically_normal() == path);
    PICKET_ASSERT(*path.begin() != "..");
  }
  const auto again = picket::app::decode_manifest(picket::app::encode_manifest(*manifest));
  PICKET_ASSERT(again && *again == *manifest);
  return 0;
}
