// MessagePack from outside, as JSON: native SDKs leave events and breadcrumbs in it beside a dump.
// Source: github.com/msgpack/msgpack/blob/master/spec.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

namespace picket::protocol {

/// As for JSON.
inline constexpr std::size_t kMaxMsgpackDepth = 128;

enum class MsgpackError : std::uint8_t { truncated, invalid, too_deep };

/// The value at the front of `bytes`, which it is removed from. Strings that are not UTF-8 are
/// repaired, binary reads as a string, extensions as null, keys that are no strings are invalid; of
/// equal keys the last wins. Memory stays in proportion to the bytes, whatever lengths they claim.
Result<boost::json::value, MsgpackError> take_msgpack(std::string_view& bytes,
                                                      boost::json::storage_ptr storage = {});

}  // namespace picket::protocol
