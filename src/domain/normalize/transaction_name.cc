#include "domain/normalize/transaction_name.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "base/ascii.h"

namespace picket::domain::normalize {
namespace {

constexpr std::string_view kPlaceholder = "*";

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

constexpr bool is_word(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_hex(char c) noexcept {
  return ascii::hex_value(c) >= 0;
}

/// A word begins or ends between the bytes before and at `at`.
bool is_border(std::string_view text, std::size_t at) noexcept {
  const bool before = at > 0 && is_word(text[at - 1]);
  const bool behind = at < text.size() && is_word(text[at]);
  return before != behind;
}

/// Calls `found(word, where it begins)` for every run of word characters until it says true.
template <class Found>
bool any_word(std::string_view text, const Found& found) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    if (found(text.substr(at, end - at), at)) return true;
    at = end;
  }
  return false;
}

/// A word of that many hex digits and nothing else.
bool has_hex_word(std::string_view segment, std::size_t digits) {
  return any_word(segment, [digits](std::string_view word, std::size_t) {
    return word.size() == digits && std::all_of(word.begin(), word.end(), is_hex);
  });
}

bool has_uuid(std::string_view segment) {
  constexpr std::array<std::size_t, 4> kHyphens = {8, 13, 18, 23};
  constexpr std::size_t kSize = 36;
  return any_word(segment, [&](std::string_view word, std::size_t at) {
    if (word.size() != kHyphens[0] || segment.size() < at + kSize) return false;
    for (std::size_t i = 0; i < kSize; ++i) {
      const bool hyphen = std::find(kHyphens.begin(), kHyphens.end(), i) != kHyphens.end();
      if (hyphen ? segment[at + i] != '-' : !is_hex(segment[at + i])) return false;
    }
    return is_border(segment, at + kSize);
  });
}

bool has_prefixed_hex(std::string_view segment) {
  return any_word(segment, [](std::string_view word, std::size_t) {
    return word.size() > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X') &&
           std::all_of(word.begin() + 2, word.end(), is_hex);
  });
}

/// Text read from left to right: each call takes what it names, or says false.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// Letters of a pattern stand for themselves, but: d a digit, and 0 to 9 a digit up to it.
  bool shape(std::string_view pattern) noexcept {
    if (rest_.size() < pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const char want = pattern[i];
      const char is = rest_[i];
      const bool fits = want == 'd'      ? is_digit(is)
                        : is_digit(want) ? is_digit(is) && is <= want
                                         : is == want;
      if (!fits) return false;
    }
    rest_.remove_prefix(pattern.size());
    return true;
  }
  bool one_of(const std::string_view* begin, const std::string_view* end) noexcept {
    const auto* const found =
        std::find_if(begin, end, [this](std::string_view word) { return rest_.starts_with(word); });
    if (found == end) return false;
    rest_.remove_prefix(found->size());
    return true;
  }
  bool spaces() noexcept {
    const std::size_t size = std::min(rest_.find_first_not_of(" \t\n\v\f\r"), rest_.size());
    rest_.remove_prefix(size);
    return size > 0;
  }
  std::size_t digits() noexcept {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    rest_.remove_prefix(size);
    return size;
  }
  std::size_t left() const noexcept { return rest_.size(); }

 private:
  std::string_view rest_;
};

constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view kZones[] = {"UT",  "GMT", "EST", "EDT", "CST",
                                       "CDT", "MST", "MDT", "PST", "PDT"};

bool month(Reader& reader) noexcept {
  return reader.one_of(std::begin(kMonths), std::end(kMonths)) && reader.spaces();
}

/// 2022-01-02T03:04[:05[.678]] and an offset or Z.
bool is_iso_date(Reader reader) noexcept {
  if (!reader.shape("dddd-1d-3dT2d:5d")) return false;
  if (reader.shape(":5d") && reader.shape(".") && reader.digits() == 0) return false;
  return reader.shape("Z") || reader.shape("+2d:5d") || reader.shape("-2d:5d");
}

/// Mon Jan 2 15:04:05 2006, with or without the day of the week.
bool is_c_date(Reader reader) noexcept {
  if (reader.one_of(std::begin(kDays), std::end(kDays)) && !reader.spaces()) return false;
  if (!month(reader)) return false;
  const std::size_t day = reader.digits();
  return (day == 1 || day == 2) && reader.spaces() && reader.shape("dd:dd:dd") && reader.spaces() &&
         reader.shape("dddd");
}

/// [Mon, ]02 Jan 2006 15:04[:05] and a zone.
bool is_mail_date(Reader reader) noexcept {
  if (reader.one_of(std::begin(kDays), std::end(kDays)) &&
      (!reader.shape(",") || !reader.spaces())) {
    return false;
  }
  const std::size_t day = reader.digits();
  if ((day != 1 && day != 2) || !reader.spaces() || !month(reader)) return false;
  if (!reader.shape("dddd") || !reader.spaces() || !reader.shape("2d:5d")) return false;
  if (reader.shape(":") && !reader.shape("6d")) return false;
  if (!reader.spaces()) return false;
  if (reader.shape("+dd5d") || reader.shape("-dd5d")) return true;
  if (reader.one_of(std::begin(kZones), std::end(kZones))) return true;
  static constexpr std::string_view kMilitary[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I",
                                                   "K", "L", "M", "N", "O", "P", "Q", "R", "S",
                                                   "T", "U", "V", "W", "X", "Y", "Z"};
  return reader.one_of(std::begin(kMilitary), std::end(kMilitary));
}

bool has_date(std::string_view segment) {
  for (std::size_t at = 0; at < segment.size(); ++at) {
    const char c = segment[at];
    if (!is_digit(c) && !(c >= 'A' && c <= 'Z')) continue;
    const Reader reader(segment.substr(at));
    if (is_digit(c) && is_iso_date(reader)) return true;
    if (!is_border(segment, at)) continue;
    if (is_c_date(reader) || is_mail_date(reader)) return true;
  }
  return false;
}

/// Two digits in a row, those of percent escapes not counted. A percent sign that is no escape ends
/// the search.
bool has_number(std::string_view segment) {
  for (std::size_t at = 0; at < segment.size();) {
    if (segment[at] == '%') {
      const bool escape =
          at + 2 < segment.size() && is_hex(segment[at + 1]) && is_hex(segment[at + 2]);
      if (!escape) return false;
      at += 3;
    } else if (at + 1 < segment.size() && is_digit(segment[at]) && is_digit(segment[at + 1])) {
      return true;
    } else {
      ++at;
    }
  }
  return false;
}

/// What the segment is, empty when it tells nothing. Behind a separator numbers are looked for
/// first, which only decides what the remark calls it.
std::string_view kind_of(std::string_view segment, bool is_first) {
  constexpr std::size_t kSha1 = 40;
  constexpr std::size_t kMd5 = 32;
  if (!is_first && has_number(segment)) return "int";
  if (has_uuid(segment)) return "uuid";
  if (has_hex_word(segment, kSha1)) return "sha1";
  if (has_hex_word(segment, kMd5)) return "md5";
  if (has_date(segment)) return "date";
  if (has_prefixed_hex(segment)) return "hex";
  if (is_first && has_number(segment)) return "int";
  return {};
}

}  // namespace

ScrubbedName scrub_identifiers(std::string_view name) {
  ScrubbedName result;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    const std::string_view segment = name.substr(begin, end - begin);
    const std::string_view kind = kind_of(segment, begin == 0);
    if (!kind.empty()) result.segments.push_back({kind, begin, end});
    result.name += kind.empty() ? segment : kPlaceholder;
    if (end < name.size()) result.name += name[end];
    begin = end + 1;
  }
  if (result.name == kPlaceholder) result.segments.clear();
  if (result.segments.empty()) result.name = name;
  return result;
}

}  // namespace picket::domain::normalize
