// Cursors: the opaque text by which a client asks for the next or previous page.
// Source: shared spec "api", section 1.3: three integers, value:offset:is_prev, no comma, no quote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/ids.h"
#include "roles/api/parameters.h"

namespace picket::api {

/// A place between two rows of an ordered list. Where Sentry counts rows with an equal value
/// (`offset`), ours carries the tie-break itself, so that rows which arrive meanwhile shift
/// nothing.
struct Cursor {
  std::int64_t value = 0;  ///< Of the sort column; times in microseconds.
  EventId tie{};           ///< 128 bits, so that an event id fits; an issue id is in `low`.
  bool is_prev = false;    ///< The page ends before this place instead of starting after it.

  friend bool operator==(const Cursor&, const Cursor&) = default;
};

std::string format_cursor(const Cursor& cursor);
/// nullopt for anything that format_cursor could not have written, for values outside the years 1
/// to 9999, and for ties past 128 bits.
std::optional<Cursor> parse_cursor(std::string_view text) noexcept;

/// Parameter `cursor`; absent and empty are the first page.
Answer<std::optional<Cursor>> read_cursor(const Parameters& parameters);

}  // namespace picket::api
