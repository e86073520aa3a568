#include "domain/rule_glob/glob_index.h"

#include <algorithm>

namespace picket::domain::rule_glob {

GlobIndex::Pairs GlobIndex::pairs_of(std::string_view text) noexcept {
  Pairs pairs{};
  for (std::size_t i = 1; i < text.size(); ++i) {
    const unsigned a = static_cast<unsigned char>(text[i - 1]);
    const unsigned b = static_cast<unsigned char>(text[i]);
    const unsigned bit = (a * 31U + b * 7U) & 0xFFU;
    pairs[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  return pairs;
}

void GlobIndex::add(const Glob& glob, std::uint16_t id) {
  const Entry entry{&glob, glob.prefix(), pairs_of(glob.required()), id};
  (entry.prefix.empty() ? floating_ : anchored_).push_back(entry);
}

void GlobIndex::build() {
  const auto first = [](const Entry& entry) {
    return static_cast<unsigned char>(entry.prefix.front());
  };
  std::stable_sort(anchored_.begin(), anchored_.end(),
                   [&](const Entry& a, const Entry& b) { return first(a) < first(b); });
  first_.fill(0);
  for (const Entry& entry : anchored_) ++first_[first(entry) + 1U];
  for (std::size_t i = 1; i < first_.size(); ++i) {
    first_[i] = static_cast<std::uint16_t>(first_[i] + first_[i - 1]);
  }
}

}  // namespace picket::domain::rule_glob
