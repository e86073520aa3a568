// Form data: what a crash reporter sends beside a dump, as fields of a form, made into an event.
// Source: shared spec "ingest", section 1.10.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain::items {

/// Brackets of one field: `sentry[a][b]`; more are no path.
inline constexpr std::size_t kMaxFormDepth = 32;

struct FormField {
  std::string_view name;
  std::string_view value;
};

/// `sentry` and `sentry___<name>` hold JSON that is merged in, `sentry__1`, `sentry__2` ... pieces
/// of one such text, `sentry[a][b]` sets one string; every other field becomes an extra. What is no
/// JSON becomes an extra too.
void merge_form(const std::vector<FormField>& fields, boost::json::object& event);

/// Objects key by key; arrays are put together; of anything else `from` wins.
void merge_deep(boost::json::value from, boost::json::value& into);

/// Breadcrumbs of the two files that an SDK writes in turn: the older file first, as many of the
/// last as the longer file has.
boost::json::array merge_breadcrumbs(boost::json::array one, boost::json::array other);

}  // namespace picket::domain::items
