#include "adapters/memory/event_store_filter.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"

namespace picket::adapters {
namespace {

using domain::EventRow;

template <class T>
bool contains(const std::vector<T>& set, const T& value) {
  return std::find(set.begin(), set.end(), value) != set.end();
}

template <class T>
bool contains_or_empty(const std::vector<T>& set, const T& value) {
  return set.empty() || contains(set, value);
}

/// As stored text is, so that what was replaced is found under either spelling.
ports::EventFilter with_valid_text(ports::EventFilter filter) {
  for (std::string& environment : filter.environments) environment = to_valid_utf8(environment);
  for (auto& [key, value] : filter.tags) {
    key = to_valid_utf8(key);
    value = to_valid_utf8(value);
  }
  return filter;
}

}  // namespace

TextCondition::TextCondition(std::string_view text) {
  unicode::append_lower(to_valid_utf8(text), lower_);
}

bool TextCondition::in(std::string_view text) const {
  if (lower_.empty()) return true;
  std::string lower;
  unicode::append_lower(text, lower);
  return lower.find(lower_) != std::string::npos;
}

EventMatcher::EventMatcher(ports::EventFilter filter)
    : filter_(with_valid_text(std::move(filter))), text_(filter_.text), where_(filter_.where) {}

bool EventMatcher::matches(const EventRow& row, IssueId issue) const {
  const auto has = [&row](const ports::TagCondition& tag) {
    const std::string* const value = find_tag(row, tag.key);
    return value != nullptr && *value == tag.value;
  };
  return contains(filter_.projects, row.project) && contains_or_empty(filter_.issues, issue) &&
         (!filter_.event || *filter_.event == row.event_id) &&
         contains_or_empty(filter_.environments, row.environment) &&
         (!filter_.start || row.timestamp >= *filter_.start) &&
         (!filter_.end || row.timestamp < *filter_.end) &&
         (!filter_.level || row.level == *filter_.level) &&
         std::all_of(filter_.tags.begin(), filter_.tags.end(), has) &&
         (text_.in(row.title) || text_.in(row.message)) && where_.hold(row, issue);
}

const std::string* find_tag(const EventRow& row, std::string_view key) noexcept {
  const auto found = std::find_if(row.tags.begin(), row.tags.end(),
                                  [key](const auto& tag) { return tag.first == key; });
  return found == row.tags.end() ? nullptr : &found->second;
}

}  // namespace picket::adapters
