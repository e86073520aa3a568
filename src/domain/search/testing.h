// What the tests of this folder share.
#pragma once

#include <string>
#include <string_view>

#include "base/rfc3339.h"
#include "domain/search/parse.h"
#include "domain/search/print.h"

namespace picket::domain::search {

inline const Timestamp kNow = *parse_rfc3339("2026-11-28T12:30:15.250000Z");

/// What was understood, or "ERROR " and why not.
inline std::string understood(std::string_view query, const SearchConfig& config,
                              Notation notation = Notation::by_shape) {
  const auto search = parse_search(query, config, kNow);
  return search ? print(*search, notation) : "ERROR " + search.error().text;
}

inline std::string events(std::string_view query) {
  return understood(query, event_search());
}

inline std::string issues(std::string_view query) {
  return understood(query, issue_search());
}

}  // namespace picket::domain::search
