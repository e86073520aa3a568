// Expressions of scrubbing rules, in the syntax of Rust: any text is one or is refused with a
// sentence, and what it finds lies in the text.
//
// The expression, a new line, and a text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/scrub/pattern.h"
#include "domain/scrub/regex_syntax.h"

namespace {

namespace scrub = picket::domain::scrub;

/// All matches, as the rules walk through them; `find` is given where to begin.
template <class Find>
std::size_t walk(const scrub::Pattern& pattern, std::string_view text, Find find) {
  std::size_t count = 0;
  std::vector<scrub::Span> groups;
  for (std::size_t from = 0; from <= text.size() && find(text, from, groups); ++count) {
    PICKET_ASSERT(groups.size() == pattern.group_count() + 1);
    for (const scrub::Span& group : groups) {
      if (!group.is_there()) continue;
      PICKET_ASSERT(group.begin <= group.end && group.end <= text.size());
      PICKET_ASSERT(group.begin >= groups.front().begin && group.end <= groups.front().end);
    }
    PICKET_ASSERT(groups.front().is_there() && groups.front().begin >= from);
    from = groups.front().is_empty() ? groups.front().end + 1 : groups.front().end;
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.find('\n');
  const std::string_view expression = all.substr(0, end);
  const std::string_view bytes =
      end == std::string_view::npos ? std::string_view{} : all.substr(end + 1);
  const auto translated = scrub::to_re2_syntax(expression);
  if (!translated) PICKET_ASSERT(!translated.error().empty());
  for (const bool ignore_case : {false, true}) {
    const auto pattern = scrub::Pattern::compile(expression, ignore_case);
    if (!pattern) {
      PICKET_ASSERT(!pattern.error().empty());
      continue;
    }
    const std::string text = picket::to_valid_utf8(bytes);
    const std::size_t found =
        walk(**pattern, text, [&](auto&&... arguments) { return (*pattern)->find(arguments...); });
    PICKET_ASSERT((found > 0) == (*pattern)->occurs_in(text));
    walk(**pattern, bytes,
         [&](auto&&... arguments) { return (*pattern)->find_in_bytes(arguments...); });
  }
  return 0;
}
