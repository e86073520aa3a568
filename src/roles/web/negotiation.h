// Which form of a file a client takes, and whether it has it already.
// Source: RFC 9110, sections 12.5.3 (Accept-Encoding) and 13.1.2 (If-None-Match).
#pragma once

#include <cstdint>
#include <string_view>

namespace picket::web {

enum class Coding : std::uint8_t { identity, gzip, brotli };

/// The smallest of those at hand that the client takes: brotli, gzip, plain. Plain also where the
/// client refuses everything, as an unreadable answer helps nobody.
Coding choose_coding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) noexcept;

/// "br", "gzip"; "" for identity.
std::string_view to_string(Coding coding) noexcept;

/// `if_none_match` as sent: "*", or a list. Compared weakly; `etag` is without quotes.
bool has_etag(std::string_view if_none_match, std::string_view etag) noexcept;

}  // namespace picket::web
