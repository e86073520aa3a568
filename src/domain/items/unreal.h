// Unreal Engine's crash container: the files that its crash reporter sends, in one.
// Source: shared spec "ingest", section 1.11; the layout is that of the engine's
// CrashReportClient.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "protocol/item_type.h"

namespace picket::domain::items {

/// Crash reports hold about five files.
inline constexpr std::size_t kMaxUnrealFiles = 100;

struct UnrealFile {
  std::string name;
  std::string_view content;  ///< View into the container.
  protocol::AttachmentType type = protocol::AttachmentType::plain;
  std::string_view content_type;  ///< In static storage.
};

enum class UnrealError : std::uint8_t { truncated, too_many_files, trailing_data };

/// Of a container that is no longer compressed.
Result<std::vector<UnrealFile>, UnrealError> read_unreal_container(std::string_view bytes);

}  // namespace picket::domain::items
