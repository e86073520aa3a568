#include <algorithm>
#include <string>

#include "base/unicode.h"
#include "domain/grouping/frame_parts.h"
#include "domain/grouping/java_codegen.h"

namespace picket::domain::grouping {
namespace {

std::string_view lowered(std::string_view text, Arena& arena) {
  const bool already = std::none_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
  if (already) return text;
  std::string lower;
  unicode::append_lower(text, lower);
  return arena.copy(lower);
}

}  // namespace

Component filename_part(const Frame& frame, Arena& arena) {
  if (!frame.filename) return {.id = ComponentId::filename};
  // rfind gives npos when there is no separator, and npos + 1 is 0.
  const std::string_view base = frame.filename->substr(frame.filename->find_last_of("/\\") + 1);
  Component part = leaf(ComponentId::filename, lowered(base, arena));

  if (frame.abs_path && has_url_origin(*frame.abs_path, /*files_count=*/false)) {
    part.ignore("ignored because frame points to a URL");
  } else if (part.value == "<anonymous>") {
    part.ignore("ignored because filename is anonymous");
  } else if (part.value == "[native code]") {
    part.ignore("ignored because filename suggests native code");
  } else if (frame.platform == "java") {
    const std::string cleaned = clean_javassist(part.value);
    if (cleaned != part.value) part.rewrite(arena.copy(cleaned), "cleaned javassist parts");
  }
  return part;
}

}  // namespace picket::domain::grouping
