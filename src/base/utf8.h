// UTF-8 validity. Source: RFC 3629; replacement as in Unicode 15, section 3.9 ("maximal subparts").
#pragma once

#include <string>
#include <string_view>

namespace picket {

/// No overlong form, no surrogate, nothing past U+10FFFF. NUL is valid. About 1 ns per 8 bytes of
/// ASCII.
bool is_valid_utf8(std::string_view text) noexcept;

/// `text` with each maximal invalid subpart replaced by U+FFFD; a copy when it is valid.
std::string to_valid_utf8(std::string_view text);

}  // namespace picket
