#include "ports/event_tags.h"

#include <algorithm>
#include <initializer_list>

#include "base/utf8.h"

namespace picket::ports {
namespace {

/// Refuses unless every number is in its range.
struct Range {
  const char* what;
  std::size_t given;
  std::size_t least;
  std::size_t most;
};

Result<void> check(const EventFilter& filter, std::initializer_list<Range> ranges) {
  for (const auto& [what, given, least, most] : ranges) {
    if (given >= least && given <= most) continue;
    return unexpected(Error{ErrorKind::invalid_argument, "bad_tag_query",
                            std::string(what) + " " + std::to_string(given)});
  }
  return check_filter(filter);
}

}  // namespace

void make_valid(std::vector<std::pair<std::string, std::string>>& tags) {
  bool replaced_key = false;
  for (auto& [key, value] : tags) {
    if (!is_valid_utf8(value)) value = to_valid_utf8(value);
    if (is_valid_utf8(key)) continue;
    key = to_valid_utf8(key);
    replaced_key = true;
  }
  if (!replaced_key) return;
  std::stable_sort(tags.begin(), tags.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto same_key = [](const auto& a, const auto& b) { return a.first == b.first; };
  tags.erase(std::unique(tags.begin(), tags.end(), same_key), tags.end());
}

Result<void> check_tag_keys(const EventFilter& filter, std::size_t limit) {
  return check(filter, {{"limit", limit, 1, EventTags::kMaxKeys}});
}

Result<void> check_tag_values(const EventFilter& filter, const TagValueQuery& query) {
  return check(filter, {{"limit", query.limit, 1, EventTags::kMaxValues},
                        {"offset", query.offset, 0, EventTags::kMaxOffset}});
}

Result<void> check_tag_top_values(const EventFilter& filter, std::size_t keys,
                                  std::size_t per_key) {
  return check(filter, {{"keys", keys, 0, EventTags::kMaxTopKeys},
                        {"values per key", per_key, 1, EventTags::kMaxTopValues}});
}

Result<void> check_top_tags(const EventFilter& filter, std::size_t limit, std::size_t per_key) {
  return check(filter, {{"limit", limit, 1, EventTags::kMaxKeys},
                        {"values per key", per_key, 1, EventTags::kMaxTopValues}});
}

}  // namespace picket::ports
