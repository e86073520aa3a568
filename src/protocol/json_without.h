// JSON of which the reader can do without parts: they are checked, and not built.
#pragma once

#include <span>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "protocol/json.h"

namespace picket::protocol {

/// Names of members that are left out with their values. Of a name that is written with escapes,
/// or longer than a parser's buffer, the member may stay. Views of text that stays.
struct Omissions {
  std::span<const std::string_view> of_document;  ///< Where the document is an object.
  std::span<const std::string_view> of_frames;    ///< Of each object in a list called "frames".
};

/// parse_json() without those members, for a fraction of the time and memory that they take.
Result<boost::json::value, JsonError> parse_json_without(std::string_view text,
                                                         const Omissions& omissions,
                                                         boost::json::storage_ptr storage = {});

}  // namespace picket::protocol
