#include "domain/scrub/bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/scrub/digest.h"

namespace picket::domain::scrub {
namespace {

constexpr char kFill = '*';
constexpr std::size_t kUnit = 2;
/// Units of one text in UTF-16: what is searched at a time, and its copy in UTF-8, stay small.
constexpr std::size_t kMaxWideText = 65'536;

std::string_view view(std::span<const char> bytes) noexcept {
  return {bytes.data(), bytes.size()};
}

/// What is put in place of `match`; shorter or longer than that.
std::string replacement(const CompiledRule& rule, std::string_view match) {
  switch (rule.redaction.method) {
    case Method::hash:
      return keyless_digest(match);
    case Method::replace:
      return rule.redaction.text;
    case Method::standard:
    case Method::remove:
    case Method::mask:
    case Method::nothing:
      break;
  }
  return {};
}

void overwrite(std::span<char> bytes, const CompiledRule& rule) {
  const std::string text = replacement(rule, view(bytes));
  const std::size_t kept = std::min(text.size(), bytes.size());
  std::copy_n(text.begin(), kept, bytes.begin());
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(kept), bytes.end(), kFill);
}

void put_unit(std::span<char> bytes, std::size_t at, unsigned unit) noexcept {
  bytes[at] = static_cast<char>(unit & 0xFFU);
  bytes[at + 1] = static_cast<char>(unit >> 8U & 0xFFU);
}

unsigned unit_at(std::span<const char> bytes, std::size_t at) noexcept {
  return static_cast<unsigned char>(bytes[at]) |
         static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8U;
}

/// Only characters of one unit: a longer one ends what is written.
void overwrite_wide(std::span<char> bytes, const CompiledRule& rule) {
  std::string text = replacement(rule, view(bytes));
  std::string_view rest = text;
  for (std::size_t at = 0; at + kUnit <= bytes.size(); at += kUnit) {
    char32_t c = static_cast<unsigned char>(kFill);
    if (!rest.empty()) {
      const unicode::Decoded decoded = unicode::decode(rest);
      rest = decoded.code_point > 0xFFFF ? std::string_view() : rest.substr(decoded.size);
      if (decoded.code_point <= 0xFFFF) c = decoded.code_point;
    }
    put_unit(bytes, at, c);
  }
}

/// What of a match is replaced; a rule that replaces whole texts replaces all of it.
std::vector<Span> replaced(const Step& step, const std::vector<Span>& found, std::size_t size) {
  if (step.on != Step::On::value) return {{0, size}};
  std::vector<Span> spans;
  for (const std::uint8_t group : step.groups) {
    if (group < found.size() && found[group].is_there() && !found[group].is_empty()) {
      spans.push_back(found[group]);
    }
  }
  return spans;
}

std::size_t next_start(const Span& match) noexcept {
  return match.is_empty() ? match.end + 1 : match.end;
}

bool apply_narrow(std::span<char> bytes, const CompiledRule& rule, const Step& step) {
  std::vector<Span> all;
  std::vector<Span> found;
  std::size_t from = 0;
  while (step.pattern->find_in_bytes(view(bytes), from, found)) {
    const std::vector<Span> spans = replaced(step, found, bytes.size());
    all.insert(all.end(), spans.begin(), spans.end());
    if (step.on != Step::On::value) break;
    from = next_start(found.front());
  }
  for (const Span& span : all) overwrite(bytes.subspan(span.begin, span.end - span.begin), rule);
  return !all.empty();
}

/// A text in UTF-16 and the same in UTF-8, with the unit of each byte.
struct WideText {
  std::span<char> units;
  std::string text{};
  std::vector<std::uint32_t> unit_of{};

  std::span<char> part(const Span& span) const {
    const std::size_t begin = unit_of[span.begin] * kUnit;
    const std::size_t end = span.end < unit_of.size() ? unit_of[span.end] * kUnit : units.size();
    return units.subspan(begin, end - begin);
  }
};

void append_character(WideText& wide, char32_t c, std::size_t unit) {
  unicode::append(c, wide.text);
  wide.unit_of.resize(wide.text.size(), static_cast<std::uint32_t>(unit));
}

bool is_high(unsigned unit) noexcept {
  return (unit & 0xFC00U) == 0xD800U;
}
bool is_low(unsigned unit) noexcept {
  return (unit & 0xFC00U) == 0xDC00U;
}

/// The text at the start of `bytes`, which ends at a unit that is none.
WideText read_wide(std::span<char> bytes) {
  WideText wide{};
  std::size_t at = 0;
  std::size_t unit = 0;
  while (at + kUnit <= bytes.size() && unit < kMaxWideText) {
    const unsigned first = unit_at(bytes, at);
    if (first == 0 || is_low(first)) break;
    if (!is_high(first)) {
      append_character(wide, first, unit);
      at += kUnit;
      unit += 1;
      continue;
    }
    if (at + 2 * kUnit > bytes.size() || !is_low(unit_at(bytes, at + kUnit))) break;
    const unsigned second = unit_at(bytes, at + kUnit);
    append_character(wide, 0x10000U + ((first & 0x3FFU) << 10U) + (second & 0x3FFU), unit);
    at += 2 * kUnit;
    unit += 2;
  }
  wide.units = bytes.first(at);
  return wide;
}

bool apply_to_wide_text(const WideText& wide, const CompiledRule& rule, const Step& step) {
  bool changed = false;
  std::vector<Span> found;
  std::size_t from = 0;
  while (from <= wide.text.size() && step.pattern->find(wide.text, from, found)) {
    // A rule for whole texts replaces what it finds here: where a text ends is a guess.
    const std::vector<Span> spans = step.on == Step::On::value
                                        ? replaced(step, found, wide.text.size())
                                        : std::vector<Span>{found.front()};
    for (const Span& span : spans) {
      if (span.is_empty()) continue;
      overwrite_wide(wide.part(span), rule);
      changed = true;
    }
    from = next_start(found.front());
    while (from < wide.text.size() && is_utf8_tail(wide.text[from])) ++from;
  }
  return changed;
}

bool apply_wide(std::span<char> bytes, const CompiledRule& rule, const Step& step) {
  bool changed = false;
  for (std::size_t at = 0; at + kUnit <= bytes.size();) {
    const WideText wide = read_wide(bytes.subspan(at));
    if (wide.units.size() >= kMinWideText * kUnit) {
      changed = apply_to_wide_text(wide, rule, step) || changed;
    }
    at += std::max(wide.units.size(), kUnit);
  }
  return changed;
}

/// Calls `apply` with each rule and its expressions.
template <class Apply>
bool each_step(const Place& place, const CompiledRules& rules, Apply apply) {
  bool changed = false;
  for (const Application& application : rules.applications()) {
    if (place.pii() == Pii::maybe && !application.is_specific) continue;
    if (!application.selector.matches(place)) continue;
    for (const CompiledRule& rule : application.rules) {
      for (const Step& step : rule.steps) changed = apply(rule, step) || changed;
    }
  }
  return changed;
}

/// Bytes before the last separator, at which a path is cut.
std::size_t directory_size(std::span<const char> bytes, bool is_wide) noexcept {
  const std::size_t unit = is_wide ? kUnit : 1;
  for (std::size_t at = bytes.size() / unit * unit; at >= unit; at -= unit) {
    const unsigned c =
        is_wide ? unit_at(bytes, at - unit) : static_cast<unsigned char>(bytes[at - 1]);
    if (c == '/' || c == '\\') return at - unit;
  }
  return 0;
}

}  // namespace

bool scrub_bytes(std::span<char> bytes, const Place& place, const CompiledRules& rules) {
  return each_step(place, rules, [&](const CompiledRule& rule, const Step& step) {
    const bool narrow = apply_narrow(bytes, rule, step);
    return apply_wide(bytes, rule, step) || narrow;
  });
}

bool scrub_path_bytes(std::span<char> bytes, bool is_wide, const Place& place,
                      const CompiledRules& rules) {
  const std::span<char> directory = bytes.first(directory_size(bytes, is_wide));
  return each_step(place, rules, [&](const CompiledRule& rule, const Step& step) {
    return is_wide ? apply_wide(directory, rule, step) : apply_narrow(directory, rule, step);
  });
}

}  // namespace picket::domain::scrub
