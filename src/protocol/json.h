// JSON from outside: Boost.JSON with our limits and the leniency that deployed SDKs need.
//
// Depth at most 128. A lone surrogate escape becomes U+FFFD, invalid UTF-8 bytes too. NaN,
// Infinity, -Infinity and numbers beyond double (1e400) become null. Duplicate keys: the last wins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

namespace picket::protocol {

inline constexpr std::size_t kMaxJsonDepth = 128;

enum class JsonError : std::uint8_t { syntax, too_deep };

/// The value lives in `storage`, usually a monotonic resource of the request.
Result<boost::json::value, JsonError> parse_json(std::string_view text,
                                                 boost::json::storage_ptr storage = {});

/// Compact text, no allocation besides `out`; appends.
void write_json(const boost::json::value& value, std::string& out);

/// The value at a key of an object, or null when `object` is not an object or lacks it. Never
/// throws.
const boost::json::value* find(const boost::json::value& object, std::string_view key) noexcept;
const boost::json::object* find_object(const boost::json::object& object,
                                       std::string_view key) noexcept;
const boost::json::array* find_array(const boost::json::object& object,
                                     std::string_view key) noexcept;
/// Empty when absent or not a string.
std::string_view find_string(const boost::json::object& object, std::string_view key) noexcept;

}  // namespace picket::protocol
