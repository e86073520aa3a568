// The query as it is written: terms with their places, without a meaning yet.
// Source: shared spec "search", section 1. The grammar is a PEG: ordered choice, greedy, and what
// fits is never tried another way.
//
// Views point into the query, which must outlive them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/search/error.h"
#include "domain/search/operators.h"

namespace picket::domain::search {

/// Bytes of a query. People's are below 500; the web app's longest, a list of 100 ids, is at 3,500.
inline constexpr std::size_t kMaxQueryBytes = 4096;
/// Parentheses inside each other: bounds the recursion.
inline constexpr std::size_t kMaxDepth = 32;

enum class KeyForm : std::uint8_t { plain, quoted, tag, flag };

/// The type that a key says itself: tags[name, number].
enum class WrittenType : std::uint8_t { none, text, number, boolean, array };

struct WrittenKey {
  KeyForm form = KeyForm::plain;
  WrittenType type = WrittenType::none;
  bool any_element = false;  ///< key[*]: of a list.
  std::string_view name{};   ///< Without quotes and brackets.
  Span span{};
};

/// name(arguments), the subject of a filter on groups of events.
struct WrittenFunction {
  std::string_view name{};
  std::vector<std::string_view> arguments{};  ///< Quoted ones with their quotes.
};

/// has: another key stands where the value is.
enum class ValueForm : std::uint8_t { bare, quoted, list, regex, key };

struct WrittenFilter {
  bool negated = false;
  WrittenKey key{};  ///< Of a function, only the span.
  std::optional<WrittenFunction> function{};
  std::optional<Operator> op{};
  TextMatch match = TextMatch::as_written;
  Span op_span{};  ///< Of `op` or of `match`.
  ValueForm form = ValueForm::bare;
  Span value{};               ///< With quotes, brackets or slashes.
  std::vector<Span> items{};  ///< list: each, quotes included. Some may be empty.
  WrittenKey subject{};       ///< key.
  bool ends = false;          ///< A blank, a closing parenthesis or the end of the query follows.
};

enum class TermKind : std::uint8_t { filter, text, quoted_text, both, either, group };

struct Term {
  TermKind kind = TermKind::text;
  Span span{};
  WrittenFilter filter{};
  std::vector<Term> group{};
};

/// What differs between searches.
struct SyntaxRules {
  bool regexes = false;  ///< key://pattern//
  /// Names that make name(): a filter whatever its value. Others need a value that compares.
  bool (*is_function)(std::string_view name) = nullptr;
};

struct Syntax {
  std::vector<Term> terms;
  std::size_t end = 0;  ///< What follows, if anything, fits nothing.
  std::optional<SearchError> error;
};

/// Never more than linear work for each byte and level of parentheses. An error is there when the
/// query is too long, is not UTF-8, is nested too deep, or when something in it fits nothing;
/// `terms` then holds what came before.
Syntax parse_syntax(std::string_view query, const SyntaxRules& rules);

}  // namespace picket::domain::search
