// Selectors of the rule language: which values of a document a rule is applied to.
//
//   selector := term (("&&" | "&" | "||" | "|") term)*     && binds stronger
//   term     := ("!" | "~")? ("(" selector ")" | path)
//   path     := item ("." item)*
//   item     := key | "'quoted ''key'''" | index | "*" | "**" | "$type"
//
// A path is compared from its end: `a.b` is any b in any a. `**` stands for one or more levels, at
// most once; what is before it is looked for from the outside.
// Source: shared spec "ingest", section 4.6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "domain/scrub/place.h"
#include "domain/scrub/value_type.h"

namespace picket::domain::scrub {

/// Parentheses in parentheses: each is a level of recursion.
inline constexpr std::size_t kMaxSelectorDepth = 32;
/// A longer selector is no selector that a person wrote.
inline constexpr std::size_t kMaxSelectorBytes = 4'096;

struct PathItem {
  /// In the order by which selectors are sorted.
  enum class Kind : std::uint8_t { type, index, key, any, any_depth };

  Kind kind = Kind::any;
  ValueType type = ValueType::string;
  std::size_t index = 0;
  std::string key{};

  friend bool operator==(const PathItem&, const PathItem&) = default;
  friend bool operator<(const PathItem& a, const PathItem& b) noexcept {
    return std::tie(a.kind, a.type, a.index, a.key) < std::tie(b.kind, b.type, b.index, b.key);
  }
};

/// A value; compares in the order in which rules are applied.
struct Selector {
  enum class Op : std::uint8_t { all, any, none, path };

  Op op = Op::path;
  std::vector<Selector> parts{};  ///< Of all, any and none (which has one).
  std::vector<PathItem> items{};  ///< Of a path.

  /// `place` is one that rules look at at all.
  bool matches(const Place& place) const noexcept;
  /// Some value of Pii::maybe may match.
  bool is_specific() const noexcept;

  bool operator==(const Selector&) const = default;
};

/// The order in which rules are applied. Clang 14 cannot default it over libstdc++'s vectors.
bool operator<(const Selector& a, const Selector& b) noexcept;

Selector all_of(std::vector<Selector> parts);
Selector any_of(std::vector<Selector> parts);
Selector none_of(Selector part);
/// A key anywhere.
Selector key_selector(std::string_view key);
Selector type_selector(ValueType type);

/// The error is a sentence for whoever wrote it.
Result<Selector, std::string> parse_selector(std::string_view text);
/// Also the words that old configurations have: `freeform`, `databag`.
Result<Selector, std::string> parse_selector_or_word(std::string_view text);

}  // namespace picket::domain::scrub
