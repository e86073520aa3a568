// What deployed SDKs write although it is not JSON, turned into JSON. Only for text that a strict
// parser refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace picket::protocol {

/// Replaces, inside strings, lone surrogate escapes and bytes that are not UTF-8 by U+FFFD; outside
/// of them the tokens NaN, Infinity, -Infinity and numbers whose exponent no parser holds by one
/// that overflows ("1e999") or by 0. nullopt when there was nothing to replace. One pass; the
/// result is at most three times as long. Anything else that is wrong stays wrong.
std::optional<std::string> repair_json(std::string_view text);

}  // namespace picket::protocol
