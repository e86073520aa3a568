#include "roles/api/issue_search.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/issue/facts.h"
#include "domain/issue/names.h"

namespace picket::api {
namespace {

using domain::IssueStatus;
using domain::Level;

/// Characters of the client's own text that an answer repeats.
constexpr std::size_t kMaxQuoted = 100;
/// Each is looked up; all must hold, so that more than one or two find nothing anyway.
constexpr std::size_t kMaxAssigned = 10;

Problem search_problem(std::string_view sentence) {
  return bad_request(fmt::format("Error parsing search query: {}", sentence));
}

std::string shown(std::string_view text) {
  return std::string(utf8_prefix(text, kMaxQuoted));
}

bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// One word of a query: up to the next blank outside quotes.
std::string_view take_word(std::string_view& rest) noexcept {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size(); ++end) {
    if (rest[end] == '\\' && end + 1 < rest.size()) {
      ++end;
    } else if (rest[end] == '"') {
      quoted = !quoted;
    } else if (!quoted && is_blank(rest[end])) {
      break;
    }
  }
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// `"a \" b"` without its quotes; nullopt when it is not one whole quoted text.
std::optional<std::string> unquote(std::string_view word) {
  if (word.size() < 2 || word.front() != '"' || word.back() != '"') return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (word[i] == '\\' && word[i + 1] == '"') {
      if (i + 2 == word.size()) return std::nullopt;  // The escaped quote is the last one.
      ++i;
    } else if (word[i] == '"') {
      return std::nullopt;
    }
    text += word[i];
  }
  return text;
}

/// Letters, digits, '_', '.', '-': what a key is made of when it is not quoted.
bool is_key(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

template <class T>
void intersect(std::optional<std::vector<T>>& list, T value) {
  if (!list) {
    list = std::vector{value};
  } else if (std::find(list->begin(), list->end(), value) == list->end()) {
    list->clear();
  } else {
    list = std::vector{value};
  }
}

Result<void, Problem> add_is(IssueSearch& search, std::string_view value) {
  if (const auto status = domain::parse_shown_status(value)) {
    intersect(search.statuses, *status);
    return {};
  }
  if (const auto substatus = domain::parse_substatus(value)) {
    intersect(search.substatuses, *substatus);
    return {};
  }
  if (value == "assigned" || value == "unassigned") {
    const bool assigned = value == "assigned";
    // Both at once: nobody is.
    if (search.is_assigned && *search.is_assigned != assigned) search.statuses.emplace();
    search.is_assigned = assigned;
    return {};
  }
  return unexpected(search_problem(
      "Invalid value for \"is\" search, valid values are ['archived', 'archived_forever', "
      "'archived_until_condition_met', 'archived_until_escalating', 'assigned', 'escalating', "
      "'ignored', 'new', 'ongoing', 'regressed', 'resolved', 'unassigned', 'unresolved']"));
}

Result<void, Problem> add_level(IssueSearch& search, std::string_view value) {
  const Level level = domain::parse_level(value);
  if (domain::to_string(level) != value)
    return unexpected(search_problem(fmt::format("invalid level value of '{}'", shown(value))));
  intersect(search.levels, level);
  return {};
}

Result<void, Problem> add_assigned(IssueSearch& search, std::string_view value) {
  if (search.assigned.size() == kMaxAssigned) {
    return unexpected(
        search_problem(fmt::format("At most {} filters 'assigned' can be searched", kMaxAssigned)));
  }
  search.assigned.emplace_back(value);
  return {};
}

Result<void, Problem> add_bookmarks(IssueSearch& search, std::string_view value) {
  if (value != "me") {
    return unexpected(search_problem(
        fmt::format("'bookmarks:{}' is not supported; 'bookmarks:me' is", shown(value))));
  }
  search.bookmarked = true;
  return {};
}

Result<void, Problem> add_filter(IssueSearch& search, std::string_view key,
                                 std::string_view value) {
  const auto unquoted = unquote(value);
  const std::string text = unquoted ? *unquoted : std::string(value);
  if (value.empty())
    return unexpected(search_problem(fmt::format("Empty string after '{}:'", shown(key))));
  if (key == "is") return add_is(search, text);
  if (key == "level") return add_level(search, text);
  if (key == "assigned") return add_assigned(search, text);
  if (key == "bookmarks") return add_bookmarks(search, text);
  return unexpected(search_problem(
      fmt::format("Filter '{}' is not supported yet; 'is', 'level', 'assigned', 'bookmarks' and "
                  "text are. Enclose text in double quotes.",
                  shown(key))));
}

Result<void, Problem> add_text(IssueSearch& search, std::string_view word) {
  const auto unquoted = unquote(word);
  if (!unquoted) {
    if (ascii::iequals(word, "and") || ascii::iequals(word, "or")) {
      return unexpected(search_problem(
          "Boolean statements containing \"OR\" or \"AND\" are not supported in this search"));
    }
    if (const std::size_t at = word.find_first_of("\"*()[]"); at != std::string_view::npos) {
      return unexpected(search_problem(fmt::format(
          "'{}' in '{}' is not supported. Enclose text in double quotes.", word[at], shown(word))));
    }
  }
  if (!search.text.empty()) search.text += ' ';
  search.text += unquoted ? *unquoted : std::string(word);
  if (search.text.size() > kMaxSearchText) {
    return unexpected(
        search_problem(fmt::format("Text of at most {} bytes can be searched", kMaxSearchText)));
  }
  return {};
}

Result<void, Problem> add_word(IssueSearch& search, std::string_view word) {
  const ascii::Split filter = ascii::split_once(word, ':');
  if (word.starts_with('!') && filter.found) {
    return unexpected(
        search_problem(fmt::format("Negation is not supported yet: '{}'", shown(filter.head))));
  }
  if (filter.found && is_key(filter.head)) return add_filter(search, filter.head, filter.tail);
  if (filter.found && !word.starts_with('"')) {
    return unexpected(
        search_problem(fmt::format("Invalid key for this search: {}", shown(filter.head))));
  }
  return add_text(search, word);
}

}  // namespace

bool IssueSearch::matches_nothing() const noexcept {
  return (statuses && statuses->empty()) || (substatuses && substatuses->empty()) ||
         (levels && levels->empty());
}

void IssueSearch::require(IssueStatus status) {
  intersect(statuses, status);
}

Answer<IssueSearch> parse_issue_search(std::string_view query) {
  IssueSearch search;
  while (true) {
    while (!query.empty() && is_blank(query.front())) query.remove_prefix(1);
    if (query.empty()) return search;
    if (auto added = add_word(search, take_word(query)); !added) return unexpected(added.error());
  }
}

}  // namespace picket::api
