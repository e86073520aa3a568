// The tokens of a query: where the one that begins at a place ends. For the syntax parser.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/search/syntax.h"

namespace picket::domain::search {

inline constexpr std::size_t kNone = std::string_view::npos;

/// A blank, a closing parenthesis or the end of the query is there.
bool is_end(std::string_view query, std::size_t at) noexcept;
std::size_t skip_spaces(std::string_view query, std::size_t at) noexcept;
bool is_key_char(char c) noexcept;

/// "…" with \" inside; kNone when it does not begin or does not end.
std::size_t quoted_end(std::string_view query, std::size_t at) noexcept;
/// Up to a blank or parenthesis; may be empty.
std::size_t value_end(std::string_view query, std::size_t at) noexcept;
/// One word of free text: only spaces, new lines and parentheses end it.
std::size_t word_end(std::string_view query, std::size_t at) noexcept;
/// One value of a list without quotes: up to the last "]" before a blank, comma or parenthesis, or
/// to the comma. Empty when nothing ends it.
std::size_t list_item_end(std::string_view query, std::size_t at) noexcept;
/// //pattern// on one line; kNone when it is none.
std::size_t regex_end(std::string_view query, std::size_t at) noexcept;

struct ScannedOperator {
  Operator op;
  std::size_t end;
};
std::optional<ScannedOperator> scan_operator(std::string_view query, std::size_t at) noexcept;

struct ScannedMatch {
  TextMatch match;
  std::size_t end;
};
std::optional<ScannedMatch> scan_match(std::string_view query, std::size_t at) noexcept;

/// key, "key", tags[key], flags[key, type], each also with [*].
std::optional<WrittenKey> scan_key(std::string_view query, std::size_t at) noexcept;

struct ScannedFunction {
  WrittenFunction function;
  std::size_t end;
};
/// name(a, "b").
std::optional<ScannedFunction> scan_function(std::string_view query, std::size_t at);

/// OR, AND in any case, alone.
std::optional<TermKind> scan_connective(std::string_view query, std::size_t at) noexcept;

}  // namespace picket::domain::search
