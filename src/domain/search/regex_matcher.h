// Regexes of searches, on RE2: linear time, whoever wrote them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/search/text_pattern.h"

namespace picket::domain::search {

/// What RE2 makes of a pattern, for the whole of a lower-cased text, when a dot is any character.
/// For engines whose LIKE does not take linear time.
std::string lower_regex(const TextPattern& pattern);

/// A RegexTest made ready. Immutable; any number of threads may match at once. Copies share what
/// was compiled.
class RegexMatcher {
 public:
  /// Memory for one, of which RE2 gives a part to the compiled program. Less than the 8 MiB that
  /// event stores use, so that they can compile whatever this can.
  static constexpr int kMaxBytes = 1 << 20;

  /// nullopt when it is no regular expression of RE2, or one that is too large.
  static std::optional<RegexMatcher> compile(std::string_view pattern);

  /// Whether it is found anywhere in the text.
  bool occurs_in(std::string_view text) const;

 private:
  struct Machine;
  explicit RegexMatcher(std::shared_ptr<const Machine> machine);

  std::shared_ptr<const Machine> machine_;
};

}  // namespace picket::domain::search
