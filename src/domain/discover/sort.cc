#include "domain/discover/sort.h"

namespace picket::domain::discover {

std::optional<Sort> find_sort(std::string_view text, std::span<const Column> columns) {
  Sort sort;
  if (text.starts_with('-')) {
    sort.descending = true;
    text.remove_prefix(1);
  }
  // A name wins over another column's alias.
  for (const auto member : {&Column::name, &Column::alias}) {
    for (sort.column = 0; sort.column < columns.size(); ++sort.column) {
      if (columns[sort.column].*member == text) return sort;
    }
  }
  return std::nullopt;
}

}  // namespace picket::domain::discover
