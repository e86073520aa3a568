#include "domain/discover/layout.h"

#include <algorithm>

namespace picket::domain::discover {
namespace {

template <class T>
std::size_t place_of(const T& wanted, std::vector<T>& all) {
  const auto found = std::find(all.begin(), all.end(), wanted);
  const auto place = static_cast<std::size_t>(found - all.begin());
  if (found == all.end()) all.push_back(wanted);
  return place;
}

}  // namespace

Layout lay_out(std::span<const Column> columns) {
  Layout layout;
  for (const Column& column : columns) {
    if (const auto* const field = std::get_if<Field>(&column.of)) {
      layout.places.push_back(place_of(field->value, layout.values));
    } else {
      layout.places.push_back(place_of(std::get<Function>(column.of).aggregate, layout.aggregates));
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].is_function()) layout.places[i] += layout.values.size();
  }
  return layout;
}

}  // namespace picket::domain::discover
