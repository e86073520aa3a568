// One column of a table, or one line of a chart. Source: shared spec "api", section 12.1.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "domain/discover/fields.h"
#include "domain/discover/functions.h"
#include "domain/search/error.h"

namespace picket::domain::discover {

/// Bytes of a column's text. A tag's key has at most 200.
inline constexpr std::size_t kMaxColumnBytes = 500;

struct Column {
  std::string name;   ///< As it was asked for: what its values are called in rows.
  std::string alias;  ///< What older clients sort by: "p95_tags_ms" of "p95(tags[ms])".
  std::variant<Field, Function> of;

  bool is_function() const noexcept { return std::holds_alternative<Function>(of); }
  ResultType type() const noexcept;
  Rendering rendering() const noexcept;
  Rate rate() const noexcept;
};

/// The place of an error is in `text`.
Result<Column, search::SearchError> read_column(std::string_view text);
/// A column that is a function; a field is an error.
Result<Column, search::SearchError> read_function_column(std::string_view text);

}  // namespace picket::domain::discover
