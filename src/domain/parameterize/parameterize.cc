#include "domain/parameterize/parameterize.h"

#include <array>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "domain/parameterize/combined_pattern.h"
#include "domain/parameterize/kinds.h"
#include "domain/parameterize/screen.h"

namespace picket::domain::parameterize {
namespace {

/// A kind that a text cannot hold is left out: its attempts are most of what a search costs.
CombinedPattern compile(const Screen& found) {
  std::vector<const Kind*> possible;
  for (const Kind& kind : kinds()) {
    if (found.may_hold(kind.need)) possible.push_back(&kind);
  }
  return {possible, found.ascii() ? Alphabet::ascii : Alphabet::unicode};
}

/// Compiled when first needed, then there for good.
template <std::size_t Index>
const CombinedPattern& pattern() {
  static const CombinedPattern compiled = compile(Screen::of_state(Index));
  return compiled;
}

template <std::size_t... Index>
constexpr auto all_patterns(std::index_sequence<Index...>) {
  return std::array{&pattern<Index>...};
}

const CombinedPattern& pattern_for(const Screen& found) {
  constexpr auto kPatterns = all_patterns(std::make_index_sequence<Screen::kStates>());
  return kPatterns[found.state()]();
}

}  // namespace

std::optional<std::string> with_placeholders(std::string_view text) {
  const Screen found = screen(text);
  if (!found.may_hold_any()) return std::nullopt;
  if (!found.ascii() && !is_valid_utf8(text)) return with_placeholders(to_valid_utf8(text));
  if (utf8_length(text) > kMostCharacters) return std::nullopt;

  const CombinedPattern& pattern = pattern_for(found);
  std::string out;
  std::size_t done = 0;
  while (done < text.size()) {
    const auto match = pattern.find(text, done);
    if (!match || !*match) break;
    const auto& [begin, end, kind] = **match;
    out.append(text, done, begin - done).append(kind->placeholder);
    done = end;
  }
  if (done == 0) return std::nullopt;
  return out.append(text, done);
}

}  // namespace picket::domain::parameterize
