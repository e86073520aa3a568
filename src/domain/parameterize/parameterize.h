// Texts without what is specific to one event, for messages that are grouped by what they say.
// Source: shared spec "grouping", section 10 from step 2 on, profile C; section 17.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace picket::domain::parameterize {

/// Names the patterns. Kept beside the id of the grouping config: a change of any answer is a
/// change of hashes and needs a new name.
///   sentry:2026-08  the first; what the specification calls C, without validation callbacks.
inline constexpr std::string_view kParamProfile = "sentry:2026-08";

/// Characters. Longer texts stay as they are, as in the reference.
inline constexpr std::size_t kMostCharacters = 8192;

/// The text with a placeholder, `<kind>`, for each part that is specific to one event; nullopt when
/// there is none. From left to right; at each place the first kind that matches decides, and what
/// was put in is not looked at again. Invalid UTF-8 is replaced by U+FFFD where anything is.
/// Where a match would take too long, the rest of the text stays as it is.
///
/// Any thread. The first calls compile patterns, a few milliseconds each. Afterwards texts that
/// can hold nothing cost some 0.1 us, others 1 to 5 us for 100 characters.
std::optional<std::string> with_placeholders(std::string_view text);

}  // namespace picket::domain::parameterize
