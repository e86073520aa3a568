// Unreal Engine's crash container: the files that its crash reporter sends, in one.
// Source: shared spec "ingest", section 1.11; the layout is that of the engine's
// CrashReportClient.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"
#include "protocol/item_type.h"

namespace picket::domain::items {

/// Crash reports hold about five files.
inline constexpr std::size_t kMaxUnrealFiles = 100;
/// Properties of the crash context that are kept; the engine writes about 150.
inline constexpr std::size_t kMaxUnrealProperties = 1000;

struct UnrealFile {
  std::string name;
  std::string_view content;  ///< View into the container.
  protocol::AttachmentType type = protocol::AttachmentType::plain;
  std::string_view content_type;  ///< In static storage.
};

enum class UnrealError : std::uint8_t { truncated, too_many_files, trailing_data };

/// Of a container that is no longer compressed.
Result<std::vector<UnrealFile>, UnrealError> read_unreal_container(std::string_view bytes);

/// Elements directly below <RuntimeProperties> that hold text alone, in their order.
std::vector<std::pair<std::string, std::string>> read_runtime_properties(std::string_view xml);

/// What the properties say about the event, as far as it does not say so itself; all others become
/// the context `unreal`. `user_id` is the request's: "user|epic account|machine".
void write_unreal(const std::vector<std::pair<std::string, std::string>>& properties,
                  std::string_view user_id, boost::json::object& event);

}  // namespace picket::domain::items
