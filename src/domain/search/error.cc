#include "domain/search/error.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace picket::domain::search {
namespace {

/// Characters of the query shown before and after the place of a parse error.
constexpr std::size_t kContextBefore = 4;
constexpr std::size_t kContextAfter = 6;

}  // namespace

std::string quoted_in_error(std::string_view text) {
  return std::string(utf8_prefix(text, kMaxQuoted));
}

std::size_t column_of(std::string_view query, std::size_t at) noexcept {
  return utf8_length(query.substr(0, std::min(at, query.size()))) + 1;
}

SearchError parse_error(std::string_view query, std::size_t at) {
  at = std::min(at, query.size());
  std::size_t begin = at;
  for (std::size_t chars = 0; begin > 0 && chars < kContextBefore; ++chars) {
    do {
      --begin;
    } while (begin > 0 && is_utf8_tail(query[begin]));
  }
  const std::string_view shown = query.substr(begin, at - begin);
  const std::string_view rest = utf8_prefix(query.substr(at), kContextAfter);
  return {fmt::format("Parse error at '{}{}' (column {}). This is commonly caused by unmatched "
                      "parentheses. Enclose any text in double quotes.",
                      shown, rest, column_of(query, at)),
          Span{at, query.size()}};
}

}  // namespace picket::domain::search
