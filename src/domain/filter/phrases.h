// Lists of phrases that somebody else chose: unlike patterns of operators they match anywhere in a
// text.
#pragma once

#include <span>
#include <string_view>

#include "domain/filter/glob_set.h"

namespace picket::domain::filter {

/// Each phrase is a glob that may begin and end anywhere; a blank in it is one white space
/// character of any kind.
GlobSet phrases(std::span<const std::string_view> list);

/// For globs: one white space character, as Unicode defines it.
inline constexpr std::string_view kWhiteSpaceClass =
    "[ \t-\r\xC2\x85\xC2\xA0\xE1\x9A\x80\xE2\x80\x80-\xE2\x80\x8A\xE2\x80\xA8\xE2\x80\xA9"
    "\xE2\x80\xAF\xE2\x81\x9F\xE3\x80\x80]";

}  // namespace picket::domain::filter
