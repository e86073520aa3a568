// What of Sentry's interfaces Picket has, where it differs, and what it has not: the one table that
// the tests check against the program and that docs/compat.md is made of.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "net/http.h"

namespace picket::conformance {

enum class Area : std::uint8_t { ingest, read_api };
enum class State : std::uint8_t {
  works,    ///< As in Sentry.
  differs,  ///< There, but not the same.
  missing,  ///< Not there yet.
  silent,   ///< As in Sentry, but the example leaves it out; not on the page.
};

/// A request that shows the fact, and the status of its answer. The body is that of a POST.
struct Probe {
  net::Method method = net::Method::get;
  std::string_view path;  ///< Empty: none.
  int status = 0;
  std::string_view body = {};
};

/// A place in an answer where it is not what the example shows (see shape.h). A path that ends in
/// '*' is all that begin like it.
struct Place {
  std::string_view path = {};  ///< Empty: none.
  std::string_view what = {};
};

struct Fact {
  Area area;
  State state;
  std::string_view subject;  ///< Markdown, as is `reason`.
  std::string_view reason;
  Probe probe = {};
  std::array<Place, 5> places = {};
};

std::span<const Fact> facts() noexcept;

}  // namespace picket::conformance
