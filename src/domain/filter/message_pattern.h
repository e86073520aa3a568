// A glob for the error messages of one problem, as the filter of messages reads them.
// Source: shared spec "ingest", section 4.4; globs: glob.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace picket::domain::filter {

/// What matches this text and nothing else (letters in any case).
std::string escape_glob(std::string_view text);

/// Characters of a message that a pattern repeats: enough to tell problems apart, and a list of
/// such patterns stays readable.
inline constexpr std::size_t kMaxPatternChars = 200;

/// Matches errors with this exception type and value; a value that is cut as issues cut it is
/// longer than what a pattern repeats, and a type that is cut gives none. The text of a message
/// without an exception is a value without a type. Of a longer one its beginning, up to the end of
/// the first line. Nullopt where nothing would be left but a star after the type, which would match
/// other problems too.
std::optional<std::string> message_pattern(std::string_view type, std::string_view value);

}  // namespace picket::domain::filter
