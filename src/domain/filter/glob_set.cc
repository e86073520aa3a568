#include "domain/filter/glob_set.h"

#include <algorithm>
#include <utility>

#include "domain/filter/fold.h"

namespace picket::domain::filter {

std::uint16_t GlobText::pair_of(char first, char second) noexcept {
  const auto a = static_cast<std::uint32_t>(static_cast<unsigned char>(first));
  const auto b = static_cast<std::uint32_t>(static_cast<unsigned char>(second));
  // Letters differ in their low five bits, which stay apart; the rest is mixed in.
  return static_cast<std::uint16_t>(((a << 5U) ^ b ^ (b << 3U) ^ (a >> 3U)) & (kPairs - 1));
}

GlobText::GlobText(std::string_view text) : text_(text) {
  append_folded(text, folded_);
  for (std::size_t i = 1; i < folded_.size(); ++i) {
    pairs_.set(pair_of(folded_[i - 1], folded_[i]));
  }
}

GlobSet::GlobSet(std::span<const std::string> patterns) {
  for (const std::string& pattern : patterns) add(pattern);
}

GlobSet::GlobSet(std::span<const std::string_view> patterns) {
  for (const std::string_view pattern : patterns) add(pattern);
}

void GlobSet::add(std::string_view pattern) {
  auto glob = Glob::compile(pattern, GlobCase::ignored);
  if (!glob || glob->never_matches()) return;
  sieves_.push_back(sieve_of(glob->required()));
  globs_.push_back(*std::move(glob));
}

GlobSet::Sieve GlobSet::sieve_of(std::string_view required) noexcept {
  Sieve sieve;
  if (required.size() < 2) return sieve;
  const std::size_t pairs = required.size() - 1;
  sieve.count = static_cast<std::uint8_t>(std::min(pairs, sieve.pairs.size()));
  for (std::size_t i = 0; i < sieve.count; ++i) {
    const std::size_t at = i * pairs / sieve.count;
    sieve.pairs[i] = GlobText::pair_of(required[at], required[at + 1]);
  }
  return sieve;
}

bool GlobSet::matches(std::string_view text) const {
  return !empty() && matches(GlobText(text));
}

bool GlobSet::matches(const GlobText& text) const {
  for (std::size_t i = 0; i < sieves_.size(); ++i) {
    const Sieve& sieve = sieves_[i];
    const bool possible =
        std::all_of(sieve.pairs.begin(), sieve.pairs.begin() + sieve.count,
                    [&](std::uint16_t pair) { return text.may_contain_pair(pair); });
    if (possible && globs_[i].matches(text.text(), text.folded())) return true;
  }
  return false;
}

}  // namespace picket::domain::filter
