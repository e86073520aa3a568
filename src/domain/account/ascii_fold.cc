#include "domain/account/ascii_fold.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace picket::domain::account {
namespace {

struct Fold {
  char32_t code_point;
  std::string_view ascii;
};

constexpr auto kFolds = std::to_array<Fold>({
#include "domain/account/ascii_fold.inc"
});
static_assert(std::is_sorted(kFolds.begin(), kFolds.end(), [](const Fold& a, const Fold& b) {
  return a.code_point < b.code_point;
}));

/// Empty for what has no ASCII form.
std::string_view ascii_of(char32_t code_point) noexcept {
  if (unicode::is_space(code_point)) return " ";
  const auto found =
      std::lower_bound(kFolds.begin(), kFolds.end(), code_point,
                       [](const Fold& fold, char32_t wanted) { return fold.code_point < wanted; });
  if (found == kFolds.end() || found->code_point != code_point) return {};
  return found->ascii;
}

}  // namespace

std::string fold_to_ascii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      folded += text.front();
      text.remove_prefix(1);
      continue;
    }
    const unicode::Decoded next = unicode::decode(text);
    folded += ascii_of(next.code_point);
    text.remove_prefix(next.size);
  }
  return folded;
}

}  // namespace picket::domain::account
