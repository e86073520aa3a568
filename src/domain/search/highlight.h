// The tokens of a query with their places, for colouring it while it is typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/search/config.h"
#include "domain/search/error.h"

namespace picket::domain::search {

enum class TokenKind : std::uint8_t {
  negation,    ///< "!"
  key,         ///< As it is written, brackets and quotes included.
  function,    ///< name(arguments)
  separator,   ///< The colon.
  op,          ///< ">=", or a match between two U+F00D.
  value,       ///< Quotes included; of a list each item.
  list,        ///< "[", "," and "]".
  text,        ///< Free text.
  connective,  ///< AND, OR
  parenthesis,
  error,  ///< From here on nothing fits.
};

/// "negation", "key", ...
std::string_view to_string(TokenKind kind) noexcept;

struct Token {
  TokenKind kind;
  Span span;

  friend bool operator==(const Token&, const Token&) = default;
};

/// In order, not overlapping, spaces left out. Never fails: what cannot be read is an error token.
std::vector<Token> highlight(std::string_view query, const SearchConfig& config);

}  // namespace picket::domain::search
