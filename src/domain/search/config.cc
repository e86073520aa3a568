#include "domain/search/config.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "domain/issue/record.h"

namespace picket::domain::search {
namespace {

constexpr int number(IssueStatus status) noexcept {
  return static_cast<int>(status);
}
constexpr int number(Substatus substatus) noexcept {
  return static_cast<int>(substatus);
}

// Source: shared spec "issues", section 2.
constexpr IsWord kIsWords[] = {
    {"archived", "status", number(IssueStatus::ignored)},
    {"archived_forever", "substatus", number(Substatus::archived_forever)},
    {"archived_until_condition_met", "substatus", number(Substatus::archived_until_condition_met)},
    {"archived_until_escalating", "substatus", number(Substatus::archived_until_escalating)},
    {"assigned", "unassigned", 0},
    {"escalating", "substatus", number(Substatus::escalating)},
    {"for_review", "for_review", 1},
    {"ignored", "status", number(IssueStatus::ignored)},
    {"linked", "linked", 1},
    {"muted", "status", number(IssueStatus::ignored)},
    {"new", "substatus", number(Substatus::new_)},
    {"ongoing", "substatus", number(Substatus::ongoing)},
    {"regressed", "substatus", number(Substatus::regressed)},
    {"reprocessing", "status", number(IssueStatus::reprocessing)},
    {"resolved", "status", number(IssueStatus::resolved)},
    {"unassigned", "unassigned", 1},
    {"unlinked", "linked", 0},
    {"unresolved", "status", number(IssueStatus::unresolved)},
};

constexpr auto kIsNames = [] {
  std::array<std::string_view, std::size(kIsWords)> names{};
  std::transform(std::begin(kIsWords), std::end(kIsWords), names.begin(),
                 [](const IsWord& word) { return word.word; });
  return names;
}();

}  // namespace

const KeyInfo* SearchConfig::find(std::string_view name) const noexcept {
  for (const std::span<const KeyInfo> table : keys) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const KeyInfo& key) { return key.name == name; });
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

const SearchConfig& issue_search() {
  static const SearchConfig config = [] {
    SearchConfig issues;
    issues.keys = {issue_keys(), event_keys()};
    issues.is_issue_search = true;
    issues.allows_connectives = false;
    issues.allows_list_patterns = false;
    return issues;
  }();
  return config;
}

const SearchConfig& event_search() {
  static const SearchConfig config = [] {
    SearchConfig events;
    events.keys = {discover_keys(), event_keys()};
    events.allows_regexes = true;
    return events;
  }();
  return config;
}

std::span<const IsWord> is_words() noexcept {
  return kIsWords;
}

std::span<const std::string_view> is_word_names() noexcept {
  return kIsNames;
}

}  // namespace picket::domain::search
