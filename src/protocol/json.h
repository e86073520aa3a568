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

/// What numbers that JSON cannot write turn into. `keep` leaves an infinite double in their place,
/// so that the normalizer can say in `_meta` what was there.
enum class NonFinite : std::uint8_t { to_null, keep };

/// The value lives in `storage`, usually a monotonic resource of the request. Text that Boost.JSON
/// refuses is repaired once (json_repair.h) and tried again, which costs a copy; valid text costs
/// nothing extra.
Result<boost::json::value, JsonError> parse_json(std::string_view text,
                                                 boost::json::storage_ptr storage = {},
                                                 NonFinite non_finite = NonFinite::to_null);

struct JsonPrefix {
  boost::json::value value;
  std::size_t size;  ///< Bytes from the start of the text to the end of the value.
};

/// The one value at the start of `text`, white space before it skipped; whatever follows is not
/// looked at. Strict: nothing is repaired.
Result<JsonPrefix, JsonError> parse_json_prefix(std::string_view text,
                                                boost::json::storage_ptr storage = {});

/// Compact text, no allocation besides `out`; appends. A number that is not finite is written as
/// null; a double always reads back as the same double. The value's depth must be bounded.
void write_json(const boost::json::value& value, std::string& out);
void write_json(const boost::json::object& object, std::string& out);
/// With its quotes; the text must be UTF-8.
void write_json_string(std::string_view text, std::string& out);

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
