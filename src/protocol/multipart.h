// multipart/form-data: how crash reporters and browsers upload files.
// Source: RFC 7578, 2046 section 5.1; leniency: what Crashpad, Breakpad and Electron send.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"

namespace picket::protocol {

/// Crash reporters send about a hundred fields at most.
inline constexpr std::size_t kMaxMultipartParts = 1000;
/// Header lines of one part, together.
inline constexpr std::size_t kMaxPartHeaderBytes = 8_KiB;
/// RFC 2046 allows 70.
inline constexpr std::size_t kMaxBoundaryBytes = 200;

struct Part {
  std::string name;                     ///< Empty when the part has none.
  std::optional<std::string> filename;  ///< A file when there; may be empty.
  std::string content_type;             ///< As sent; empty when absent.
  std::string_view content;             ///< View into the body.
};

enum class MultipartError : std::uint8_t {
  no_boundary,  ///< The body never begins, or the boundary is none.
  truncated,    ///< The last boundary is missing.
  bad_header,
  too_many_parts,
};

/// Of a Content-Type header; nullopt when that is not multipart/form-data or has none.
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// The boundary of a body whose header is lost: its first line. nullopt when that is none.
std::optional<std::string> embedded_boundary(std::string_view body) noexcept;

/// In one pass over the body; copies no content.
Result<std::vector<Part>, MultipartError> parse_multipart(std::string_view body,
                                                          std::string_view boundary);

std::string_view to_string(MultipartError error) noexcept;

}  // namespace picket::protocol
