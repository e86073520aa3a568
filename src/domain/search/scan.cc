#include "domain/search/scan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"

namespace picket::domain::search {
namespace {

constexpr std::string_view kEndsValue = "()\t\n ";
constexpr std::string_view kEndsWord = "()\n ";
constexpr std::string_view kEndsItem = "(),\t\n ";
constexpr std::string_view kSlashes = "//";
/// U+F00D: of the characters that nobody's text has.
constexpr std::string_view kMark = "\xEF\x80\x8D";

constexpr std::pair<std::string_view, Operator> kOperators[] = {
    {">=", Operator::greater_equal}, {"<=", Operator::less_equal}, {"!=", Operator::not_equal},
    {">", Operator::greater},        {"<", Operator::less},        {"=", Operator::equal}};

constexpr std::pair<std::string_view, TextMatch> kMatches[] = {
    {"Contains", TextMatch::contains},
    {"DoesNotContain", TextMatch::does_not_contain},
    {"StartsWith", TextMatch::starts_with},
    {"EndsWith", TextMatch::ends_with}};

constexpr std::pair<std::string_view, WrittenType> kTypes[] = {{"string", WrittenType::text},
                                                               {"number", WrittenType::number},
                                                               {"boolean", WrittenType::boolean},
                                                               {"array", WrittenType::array}};

std::size_t end_before(std::string_view query, std::size_t at, std::string_view stops) noexcept {
  const std::size_t end = query.find_first_of(stops, std::min(at, query.size()));
  return end == kNone ? query.size() : end;
}

bool is_at(std::string_view query, std::size_t at, std::string_view token) noexcept {
  return at <= query.size() && query.substr(at).starts_with(token);
}

std::size_t key_end(std::string_view query, std::size_t at, bool colons) noexcept {
  while (at < query.size() && (is_key_char(query[at]) || (colons && query[at] == ':'))) ++at;
  return at;
}

/// key or "key".
std::optional<WrittenKey> scan_name(std::string_view query, std::size_t at) noexcept {
  WrittenKey key;
  const bool quoted = is_at(query, at, "\"");
  const std::size_t begin = at + (quoted ? 1 : 0);
  const std::size_t end = key_end(query, begin, quoted);
  if (end == begin || (quoted && !is_at(query, end, "\""))) return std::nullopt;
  key.form = quoted ? KeyForm::quoted : KeyForm::plain;
  key.name = query.substr(begin, end - begin);
  key.span = {at, end + (quoted ? 1 : 0)};
  return key;
}

/// tags[key] or tags[key, type].
std::optional<WrittenKey> scan_explicit(std::string_view query, std::size_t at, KeyForm form,
                                        std::string_view opening) noexcept {
  if (!is_at(query, at, opening)) return std::nullopt;
  std::optional<WrittenKey> key = scan_name(query, at + opening.size());
  if (!key) return std::nullopt;
  std::size_t end = skip_spaces(query, key->span.end);
  if (is_at(query, end, ",")) {
    end = skip_spaces(query, end + 1);
    const std::string_view rest = query.substr(end);
    const auto* const type =
        std::find_if(std::begin(kTypes), std::end(kTypes),
                     [rest](const auto& known) { return rest.starts_with(known.first); });
    if (type == std::end(kTypes)) return std::nullopt;
    key->type = type->second;
    end = skip_spaces(query, end + type->first.size());
  }
  if (!is_at(query, end, "]")) return std::nullopt;
  key->form = form;
  key->span = {at, end + 1};
  return key;
}

}  // namespace

bool is_end(std::string_view query, std::size_t at) noexcept {
  return at >= query.size() || std::string_view("\t\n )").find(query[at]) != kNone;
}

std::size_t skip_spaces(std::string_view query, std::size_t at) noexcept {
  while (at < query.size() && query[at] == ' ') ++at;
  return at;
}

bool is_key_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

std::size_t quoted_end(std::string_view query, std::size_t at) noexcept {
  if (!is_at(query, at, "\"")) return kNone;
  for (++at; at < query.size(); ++at) {
    if (query[at] == '"') return at + 1;
    if (is_at(query, at, "\\\"")) ++at;
  }
  return kNone;
}

std::size_t value_end(std::string_view query, std::size_t at) noexcept {
  return end_before(query, at, kEndsValue);
}

std::size_t word_end(std::string_view query, std::size_t at) noexcept {
  return end_before(query, at, kEndsWord);
}

std::size_t list_item_end(std::string_view query, std::size_t at) noexcept {
  const std::size_t end = end_before(query, at, kEndsItem);
  if (end == at || is_at(query, skip_spaces(query, end), ",")) return end;
  const std::size_t last = query.substr(at, end - at).rfind(']');
  return last == kNone ? at : at + last;
}

std::size_t regex_end(std::string_view query, std::size_t at) noexcept {
  if (!is_at(query, at, kSlashes)) return kNone;
  const std::size_t line = std::min(query.find('\n', at), query.size());
  for (std::size_t end = at + kSlashes.size() + 1;; ++end) {
    end = query.find(kSlashes, end);
    if (end == kNone || end >= line) return kNone;
    if (is_end(query, end + kSlashes.size())) return end + kSlashes.size();
  }
}

std::optional<ScannedOperator> scan_operator(std::string_view query, std::size_t at) noexcept {
  for (const auto& [text, op] : kOperators) {
    if (is_at(query, at, text)) return ScannedOperator{op, at + text.size()};
  }
  return std::nullopt;
}

std::optional<ScannedMatch> scan_match(std::string_view query, std::size_t at) noexcept {
  if (!is_at(query, at, kMark)) return std::nullopt;
  at += kMark.size();
  for (const auto& [text, match] : kMatches) {
    if (is_at(query, at, text) && is_at(query, at + text.size(), kMark)) {
      return ScannedMatch{match, at + text.size() + kMark.size()};
    }
  }
  return std::nullopt;
}

std::optional<WrittenKey> scan_key(std::string_view query, std::size_t at) noexcept {
  std::optional<WrittenKey> key = scan_explicit(query, at, KeyForm::tag, "tags[");
  if (!key) key = scan_explicit(query, at, KeyForm::flag, "flags[");
  if (!key) key = scan_name(query, at);
  constexpr std::string_view kAnyElement = "[*]";
  if (key && is_at(query, key->span.end, kAnyElement)) {
    key->any_element = true;
    key->span.end += kAnyElement.size();
  }
  return key;
}

std::optional<ScannedFunction> scan_function(std::string_view query, std::size_t at) {
  const std::size_t name_end = key_end(query, at, false);
  if (name_end == at || !is_at(query, name_end, "(")) return std::nullopt;
  ScannedFunction scanned{{query.substr(at, name_end - at), {}}, 0};
  at = skip_spaces(query, name_end + 1);
  while (!is_at(query, at, ")")) {
    if (!scanned.function.arguments.empty()) {
      if (!is_at(query, at, ",")) return std::nullopt;
      at = skip_spaces(query, at + 1);
    }
    const std::size_t quote = quoted_end(query, at);
    const std::size_t end = quote != kNone ? quote : end_before(query, at, "(),\"\t\n ");
    if (end == at) return std::nullopt;
    scanned.function.arguments.push_back(query.substr(at, end - at));
    at = skip_spaces(query, end);
  }
  scanned.end = at + 1;
  return scanned;
}

std::optional<TermKind> scan_connective(std::string_view query, std::size_t at) noexcept {
  const auto is_word = [&](std::string_view word) {
    return at <= query.size() && ascii::iequals(query.substr(at, word.size()), word) &&
           is_end(query, at + word.size());
  };
  if (is_word("OR")) return TermKind::either;
  if (is_word("AND")) return TermKind::both;
  return std::nullopt;
}

}  // namespace picket::domain::search
