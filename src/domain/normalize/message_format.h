// Parameters put into a message, as Python's % operator and str.format do.
// Source: shared spec "ingest", section 3.9.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain::normalize {

/// A width or precision takes no more than this: "%1000000000d" is 12 bytes.
inline constexpr std::size_t kMaxFormatWidth = 256;
/// Formatting stops here; a longer message would be cut in any case.
inline constexpr std::size_t kMaxFormattedBytes = 64 * 1024;
/// And how much may be written on the way: "%(a).0s" repeats an argument of 1 MiB in 7 bytes.
inline constexpr std::size_t kMaxRenderedBytes = 4 * 1024 * 1024;

/// With '%' in it the message is a printf format, else with '{' a curly one. `params` is an array
/// (by position) or an object (by name). nullopt when it is neither, or when a conversion has no
/// or no fitting argument: the message stays as it is then.
std::optional<std::string> format_message(std::string_view message,
                                          const boost::json::value& params);

}  // namespace picket::domain::normalize
