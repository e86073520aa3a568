// Filters that are a condition and a name.
// Source: shared spec "ingest", section 4.4 (`generic`) and Sentry's two that every server has.
//
//   {"version":1,"filters":[{"id":"old-app","isEnabled":true,"condition":{...}}]}
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"
#include "domain/filter/condition.h"

namespace picket::domain::filter {

inline constexpr std::size_t kMaxGenericFilters = 100;
/// It becomes the reason of an outcome: a metric label and a word of the API.
inline constexpr std::size_t kMaxFilterIdBytes = 64;

struct GenericFilter {
  std::string id;
  bool enabled = false;
  std::optional<Condition>
      condition;  ///< A project's entry without one takes that of all projects.
};

struct GenericFilters {
  /// A document of a later version says what we do not understand: nothing of it counts, nor what
  /// it would be merged with.
  bool supported = true;
  std::vector<GenericFilter> filters;
};

/// Sentry's own, switched off: the projects that want one say so by an entry of its id.
const GenericFilters& built_in_filters();

/// Says what is wrong, in a sentence for whoever wrote it.
Result<GenericFilters, std::string> parse_generic_filters(const boost::json::value& document);
/// The same from text; "" is no filters.
Result<GenericFilters, std::string> read_generic_filters(std::string_view text);

/// What holds for all projects: what the operator chose, and those of ours that this says nothing
/// of.
GenericFilters global_filters(const GenericFilters& chosen);

/// The enabled ones, those of the project first. Where both have an id, the project decides whether
/// it is on, and its condition counts if it has one.
std::vector<GenericFilter> merge(const GenericFilters& project, const GenericFilters& global);

}  // namespace picket::domain::filter
