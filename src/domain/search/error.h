// What is wrong with a query, for whoever wrote it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace picket::domain::search {

/// A piece of a query, in bytes.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< Behind its last byte.

  friend bool operator==(const Span&, const Span&) = default;
};

struct SearchError {
  std::string text;  ///< A sentence; Sentry's where it has one. Repeats at most 100 characters of
                     ///< the query.
  Span at;           ///< What it is about, for a mark under the query.

  friend bool operator==(const SearchError&, const SearchError&) = default;
};

/// Characters of the query that an error repeats.
inline constexpr std::size_t kMaxQuoted = 100;

/// `text`, cut to what an error may repeat.
std::string quoted_in_error(std::string_view text);

/// The column of a byte, in characters from 1. `query` is valid UTF-8.
std::size_t column_of(std::string_view query, std::size_t at) noexcept;

/// "Parse error at '…' (column N). …": nothing that can stand here begins at `at`.
SearchError parse_error(std::string_view query, std::size_t at);

}  // namespace picket::domain::search
