// Placeholders in texts of any bytes: what comes out is text, and the same as from all kinds with
// the alphabet of all scripts, whatever `screen.h` left out.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/parameterize/combined_pattern.h"
#include "domain/parameterize/kinds.h"
#include "domain/parameterize/parameterize.h"

namespace {

namespace parameterize = picket::domain::parameterize;

std::string by_all_kinds(std::string_view text) {
  static const parameterize::CombinedPattern all = [] {
    std::vector<const parameterize::Kind*> every;
    for (const parameterize::Kind& kind : parameterize::kinds()) every.push_back(&kind);
    return parameterize::CombinedPattern(every, parameterize::Alphabet::unicode);
  }();
  std::string out;
  std::size_t done = 0;
  while (done < text.size()) {
    const auto match = all.find(text, done);
    PICKET_ASSERT(match.has_value());
    if (!*match) break;
    PICKET_ASSERT((*match)->begin >= done && (*match)->end > (*match)->begin);
    out.append(text, done, (*match)->begin - done).append((*match)->kind->placeholder);
    done = (*match)->end;
  }
  return out.append(text, done);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto out = parameterize::with_placeholders(text);
  PICKET_ASSERT(!out || picket::is_valid_utf8(*out));
  const std::string valid = picket::to_valid_utf8(text);
  if (picket::utf8_length(valid) > parameterize::kMostCharacters) {
    PICKET_ASSERT(!out);
    return 0;
  }
  const std::string expected = by_all_kinds(valid);
  PICKET_ASSERT(out ? *out == expected : expected == valid);
  return 0;
}
