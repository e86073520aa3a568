#include "roles/api/search_tokens.h"

#include <algorithm>
#include <cctype>

#include "base/unicode.h"

namespace picket::api {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// The length of the word at the start of `rest`, spaces in quotes included.
std::size_t word_length(std::string_view rest) {
  bool quoted = false;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') quoted = !quoted;
    if (!quoted && kSpace.find(rest[i]) != std::string_view::npos) return i;
  }
  return rest.size();
}

std::string without_quotes(std::string_view text) {
  std::string bare(text);
  std::erase(bare, '"');
  return bare;
}

bool is_key(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_';
  });
}

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

}  // namespace

std::optional<std::string_view> SearchTokens::find(std::string_view key) const noexcept {
  const auto found =
      std::find_if(keys.rbegin(), keys.rend(), [&](const auto& pair) { return pair.first == key; });
  if (found == keys.rend()) return std::nullopt;
  return found->second;
}

bool SearchTokens::has_unknown(std::span<const std::string_view> known) const noexcept {
  return std::any_of(keys.begin(), keys.end(), [&](const auto& pair) {
    return std::find(known.begin(), known.end(), pair.first) == known.end();
  });
}

SearchTokens parse_search_tokens(std::string_view query) {
  SearchTokens tokens;
  for (;;) {
    const std::size_t start = query.find_first_not_of(kSpace);
    if (start == std::string_view::npos) return tokens;
    query.remove_prefix(start);
    const std::string_view word = query.substr(0, word_length(query));
    query.remove_prefix(word.size());
    const std::size_t colon = word.find(':');
    if (colon != std::string_view::npos && is_key(word.substr(0, colon))) {
      tokens.keys.emplace_back(word.substr(0, colon), without_quotes(word.substr(colon + 1)));
      continue;
    }
    if (!tokens.text.empty()) tokens.text += ' ';
    tokens.text += without_quotes(word);
  }
}

bool holds(std::string_view text, std::string_view part) {
  return lower(text).find(lower(part)) != std::string::npos;
}

}  // namespace picket::api
