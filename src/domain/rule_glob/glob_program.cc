#include "domain/rule_glob/glob_program.h"

#include <algorithm>

namespace picket::domain::rule_glob {
namespace {

constexpr std::size_t kBits = 64;

void set_bit(std::vector<std::uint64_t>& words, std::size_t row, std::size_t bit) {
  words[row + bit / kBits] |= std::uint64_t{1} << (bit % kBits);
}

/// Each step as what one bit stands for: any_directories has two, to be in front of it and in it.
struct Bit {
  std::bitset<256> advance;
  std::bitset<256> stay;
  bool skips_one = false;
  bool skips_two = false;
};

std::vector<Bit> bits_of(const std::vector<Step>& steps, const std::bitset<256>& wild) {
  std::vector<Bit> bits;
  for (const Step& step : steps) {
    Bit& bit = bits.emplace_back();
    switch (step.op) {
      case Step::Op::byte:
        bit.advance.set(step.byte);
        break;
      case Step::Op::one_of:
        bit.advance = step.set;
        break;
      case Step::Op::star:
        bit.stay = step.set;
        bit.skips_one = true;
        break;
      case Step::Op::any_directories:
        bit.skips_one = bit.skips_two = true;
        Bit& inside = bits.emplace_back();
        inside.stay = wild;
        inside.advance.set('/');
        break;
    }
  }
  return bits;
}

}  // namespace

Program::Program(const std::vector<Step>& steps, const std::bitset<256>& wild) {
  const std::vector<Bit> bits = bits_of(steps, wild);
  end_ = bits.size();
  words_ = end_ / kBits + 1;
  skip_one_.resize(words_);
  skip_two_.resize(words_);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i].skips_one) set_bit(skip_one_, 0, i);
    if (bits[i].skips_two) set_bit(skip_two_, 0, i);
  }

  // Bytes that no step tells apart are one class.
  std::size_t classes = 0;
  for (std::size_t byte = 0; byte < class_of_.size(); ++byte) {
    Words advance(words_);
    Words stay(words_);
    for (std::size_t i = 0; i < bits.size(); ++i) {
      if (bits[i].advance[byte]) set_bit(advance, 0, i);
      if (bits[i].stay[byte]) set_bit(stay, 0, i);
    }
    std::size_t found = 0;
    const auto same = [&](const Words& rows, const Words& row) {
      return std::equal(row.begin(), row.end(),
                        rows.begin() + static_cast<std::ptrdiff_t>(found * words_));
    };
    while (found < classes && !(same(advance_, advance) && same(stay_, stay))) ++found;
    if (found == classes) {
      ++classes;
      advance_.insert(advance_.end(), advance.begin(), advance.end());
      stay_.insert(stay_.end(), stay.begin(), stay.end());
    }
    class_of_[byte] = static_cast<std::uint16_t>(found);
  }
}

/// Follows the steps that may match nothing, until nothing more is reached.
void Program::close(std::uint64_t* state) const noexcept {
  for (bool grows = true; grows;) {
    grows = false;
    std::uint64_t carry = 0;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t one = state[w] & skip_one_[w];
      const std::uint64_t two = state[w] & skip_two_[w];
      const std::uint64_t reached = state[w] | (one << 1U) | (two << 2U) | carry;
      carry = (one >> (kBits - 1)) | (two >> (kBits - 2));
      grows = grows || reached != state[w];
      state[w] = reached;
    }
  }
}

bool Program::matches(std::string_view text) const {
  constexpr std::size_t kInPlace = 4;
  std::array<std::uint64_t, kInPlace> small{};
  Words large;
  std::uint64_t* state = small.data();
  if (words_ > kInPlace) {
    large.resize(words_);
    state = large.data();
  }

  state[0] = 1;
  close(state);
  for (const char c : text) {
    const std::size_t row = class_of_[static_cast<unsigned char>(c)] * words_;
    std::uint64_t carry = 0;
    std::uint64_t any = 0;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t done = state[w] & advance_[row + w];
      state[w] = (state[w] & stay_[row + w]) | (done << 1U) | carry;
      carry = done >> (kBits - 1);
      any |= state[w];
    }
    if (any == 0) return false;
    close(state);
  }
  return ((state[end_ / kBits] >> (end_ % kBits)) & 1U) != 0;
}

/// Where the first and the last line feed of a text is: what is around a literal must not reach
/// them.
struct Branch::Lines {
  explicit Lines(std::string_view text) : first(text.find('\n')), last(text.rfind('\n')) {}
  std::size_t first;
  std::size_t last;
};

bool Branch::stands_at(std::string_view text, std::size_t at, const Lines& lines) const noexcept {
  const bool in_directory = kind == Kind::directory || kind == Kind::directory_suffix;
  if (in_directory && at > 0 && text[at - 1] != '/') return false;
  const bool one_line = newlines || lines.first == std::string_view::npos;
  return one_line || (lines.first >= at && lines.last < at + literal.size());
}

bool Branch::is_in(std::string_view text) const noexcept {
  std::size_t at = text.find(literal);
  if (at == std::string_view::npos) return false;
  const Lines lines(text);
  for (; at != std::string_view::npos; at = text.find(literal, at + 1)) {
    if (stands_at(text, at, lines)) return true;
  }
  return false;
}

bool Branch::matches(std::string_view text) const {
  switch (kind) {
    case Kind::whole:
      return text == literal;
    case Kind::prefix:
      return text.starts_with(literal) && stands_at(text, 0, Lines(text));
    case Kind::suffix:
    case Kind::directory_suffix:
      return text.ends_with(literal) && stands_at(text, text.size() - literal.size(), Lines(text));
    case Kind::inside:
    case Kind::directory:
      return is_in(text);
    case Kind::program:
      return program.matches(text);
  }
  return false;
}

}  // namespace picket::domain::rule_glob
