// Single values: the forms in which SDKs send them, and the one that is stored.
// Source: shared spec "ingest", section 3.1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"

namespace picket::domain::normalize {

/// A boolean as True or False, a number without its fraction; nullopt for containers and for
/// numbers from 2^53. Strings are not asked for.
std::optional<std::string> lenient_text(const boost::json::value& value);

/// Unix seconds, or RFC 3339; nullopt when it is neither or past year 9999.
std::optional<Timestamp> read_timestamp(const boost::json::value& value) noexcept;
/// Seconds with microseconds after the point.
double to_seconds(Timestamp time) noexcept;

/// "fatal", "error", "warning", "info", "debug" from a name or Python's number; empty for others.
std::string_view level_name(const boost::json::value& value) noexcept;

/// "0x" and lower-case hex digits; nullopt for what is no 64-bit address.
std::optional<std::string> canonical_address(const boost::json::value& value);

/// 32 lower-case digits, hyphens removed, not all zero.
std::optional<std::string> canonical_trace_id(std::string_view text);
/// 16 lower-case digits, not all zero.
std::optional<std::string> canonical_span_id(std::string_view text);

/// Hyphenated, in lower case; from whatever form EventId::parse reads.
std::optional<std::string> canonical_uuid(std::string_view text);
/// A UUID and an age of up to eight hex digits behind it, with or without hyphens.
std::optional<std::string> canonical_debug_id(std::string_view text);
/// The hex digits of the text; nullopt when it has none.
std::optional<std::string> canonical_code_id(std::string_view text);

/// The name of a span's status, from itself or gRPC's number; empty for others.
std::string_view span_status(const boost::json::value& value) noexcept;

/// "millisecond", "byte", "ratio", "none", ..., or up to 15 letters that name another one, in lower
/// case; nullopt for what is too long or not ASCII.
std::optional<std::string> metric_unit(std::string_view text);

/// IPv4 or IPv6.
bool is_ip_address(std::string_view text) noexcept;

/// `text` without Unicode white space around it.
std::string_view trim_space(std::string_view text) noexcept;

/// How Rust shows a character in a message: 'x', '\n', '\u{1f}'.
std::string debug_char(char32_t c);

inline std::string_view as_view(const boost::json::string& text) noexcept {
  return {text.data(), text.size()};
}

}  // namespace picket::domain::normalize
