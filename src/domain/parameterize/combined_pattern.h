// All kinds as one expression on PCRE2: the kinds need what RE2 lacks, looking around and the first
// alternative that matches instead of the longest.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "domain/parameterize/fragments.h"
#include "domain/parameterize/kinds.h"

namespace picket::domain::parameterize {

struct Match {
  std::size_t begin;
  std::size_t end;  ///< After `begin`.
  const Kind* kind;
};

/// A search took more than a limit allows: what is in the text is unknown.
struct LimitReached {};

/// Immutable; any number of threads may search at once.
class CombinedPattern {
 public:
  /// Compiles, to machine code where the system lets a program do that; some milliseconds.
  CombinedPattern(std::span<const Kind* const> kinds, Alphabet alphabet);
  ~CombinedPattern();
  CombinedPattern(const CombinedPattern&) = delete;
  CombinedPattern& operator=(const CombinedPattern&) = delete;

  /// The first match at or behind `from`; what is before that counts as context. The text is valid
  /// UTF-8, and ASCII alone when the alphabet is.
  Result<std::optional<Match>, LimitReached> find(std::string_view text, std::size_t from) const;

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace picket::domain::parameterize
