#include "domain/scrub/triggers.h"

#include <algorithm>

#include "base/ascii.h"

namespace picket::domain::scrub {
namespace {

enum Seen : std::uint8_t {
  kDigit = 1,
  kUpper = 2,
  kAt = 4,
  kSlash = 8,
  kBackslash = 16,
  kHyphen = 32,
  kColon = 64,
  kDot = 128,
};

constexpr std::array<std::uint8_t, 256> kSeen = [] {
  std::array<std::uint8_t, 256> seen{};
  for (unsigned char c = '0'; c <= '9'; ++c) seen[c] = kDigit;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) seen[c] = kUpper;
  seen['@'] = kAt;
  seen['/'] = kSlash;
  seen['\\'] = kBackslash;
  seen['-'] = kHyphen;
  seen[':'] = kColon;
  seen['.'] = kDot;
  return seen;
}();

bool is_digit(char c) noexcept {
  return (kSeen[static_cast<unsigned char>(c)] & kDigit) != 0;
}
bool is_upper(char c) noexcept {
  return (kSeen[static_cast<unsigned char>(c)] & kUpper) != 0;
}
bool is_letter_or_digit(char c) noexcept {
  const char lower = ascii::to_lower(c);
  return is_digit(c) || (lower >= 'a' && lower <= 'z');
}

constexpr std::uint32_t push(std::uint32_t hash, char c) noexcept {
  return ((hash << 5U) | (static_cast<unsigned char>(c) & 31U)) & ((1U << 15U) - 1);
}

constexpr std::size_t kHashed = 3;

constexpr std::string_view kPasswordWords[] = {
    "password", "secret",      "passwd",     "api_key",    "api-key",     "apikey",
    "auth",     "credentials", "mysql_pwd",  "privatekey", "private_key", "private-key",
    "token",    "otp",         "two-factor", "two_factor"};

bool may_hold_iban(std::string_view text) noexcept {
  constexpr std::size_t kShortest = 15;
  constexpr std::size_t kHead = 4;
  for (std::size_t i = 0; i + kShortest <= text.size(); ++i) {
    if (!is_upper(text[i]) || !is_upper(text[i + 1])) continue;
    if (!is_digit(text[i + 2]) || !is_digit(text[i + 3])) continue;
    const std::string_view tail = text.substr(i + kHead, kShortest - kHead);
    if (std::all_of(tail.begin(), tail.end(), is_letter_or_digit)) return true;
  }
  return false;
}

bool has_dotted_digits(std::string_view text) noexcept {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '.' && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  }
  return false;
}

/// The reasons that are more than words; `seen` and `digits` are of the whole text.
Triggers triggers_of(std::string_view text, unsigned seen, std::size_t digits,
                     Triggers wanted) noexcept {
  const auto has = [seen](unsigned bits) { return (seen & bits) != 0; };
  Triggers found = kAlways;
  if (digits >= 15) found |= kCardLike;
  if (digits >= 9 && has(kHyphen)) found |= kSsnLike;
  if (has(kAt)) found |= kEmailLike;
  if (has(kAt) && has(kSlash)) found |= kUrlAuthLike;
  if (has(kSlash | kBackslash)) found |= kPathLike;
  if (has(kColon | kHyphen) && text.size() >= 17) found |= kMacLike;
  if (text.size() >= 32) found |= kUuidLike;
  if (has(kColon)) found |= kIpLike;
  const auto asks = [&](Triggers trigger) { return (wanted & trigger & ~found) != 0; };
  if (asks(kIpLike) && digits >= 4 && has(kDot) && has_dotted_digits(text)) found |= kIpLike;
  if (asks(kIbanLike) && digits >= 2 && has(kUpper) && may_hold_iban(text)) found |= kIbanLike;
  if (asks(kPemLike) && has(kHyphen) && text.find("-----BEGIN") != std::string_view::npos) {
    found |= kPemLike;
  }
  return found & wanted;
}

}  // namespace

WordFilter::WordFilter(const std::vector<std::string>& own) {
  for (const std::string_view word : kPasswordWords) add(word, kPasswordWord);
  add("bearer", kBearerWord);
  for (const std::string& word : own) add(word, kOwnWord);
  std::sort(words_.begin(), words_.end(),
            [](const Word& a, const Word& b) { return a.hash < b.hash; });
}

void WordFilter::add(std::string_view word, Triggers trigger) {
  if (word.empty()) return;
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), ascii::to_lower);
  mark(lower);
  std::uint32_t hash = 0;
  for (const char c : std::string_view(lower).substr(0, kHashed)) hash = push(hash, c);
  words_.push_back({hash, trigger, std::move(lower)});
}

/// A shorter word goes on with anything.
void WordFilter::mark(std::string_view start) {
  if (start.size() < kHashed) {
    for (unsigned c = 0; c < 32; ++c) mark(std::string(start) + static_cast<char>(c));
    return;
  }
  std::uint32_t hash = 0;
  for (const char c : start.substr(0, kHashed)) hash = push(hash, c);
  starts_[hash / 64] |= std::uint64_t{1} << (hash % 64);
}

Triggers WordFilter::at(std::string_view text, std::size_t position,
                        std::uint32_t hash) const noexcept {
  Triggers found = 0;
  const auto check = [&](std::uint32_t wanted) {
    const auto less = [](const Word& word, std::uint32_t value) { return word.hash < value; };
    auto word = std::lower_bound(words_.begin(), words_.end(), wanted, less);
    for (; word != words_.end() && word->hash == wanted; ++word) {
      if (ascii::iequals(text.substr(position, word->text.size()), word->text)) {
        found |= word->trigger;
      }
    }
  };
  check(hash);
  check(hash >> 5U);   // Words of two characters,
  check(hash >> 10U);  // and of one.
  return found;
}

Triggers WordFilter::find(std::string_view text) const noexcept {
  Triggers found = 0;
  std::uint32_t hash = 0;
  const std::size_t last = text.size() + kHashed - 1;
  for (std::size_t i = 0; i < last; ++i) {
    hash = push(hash, i < text.size() ? text[i] : '\0');
    if ((starts_[hash / 64] >> (hash % 64) & 1U) == 0 || i + 1 < kHashed) continue;
    found |= at(text, i + 1 - kHashed, hash);
  }
  return found;
}

Triggers scan_text(std::string_view text, const WordFilter& words, Triggers wanted) noexcept {
  unsigned seen = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    const unsigned bits = kSeen[static_cast<unsigned char>(c)];
    seen |= bits;
    digits += bits & kDigit;
  }
  Triggers found = triggers_of(text, seen, digits, wanted);
  if ((wanted & (kPasswordWord | kBearerWord | kOwnWord)) != 0) found |= words.find(text) & wanted;
  return found;
}

}  // namespace picket::domain::scrub
