// Tags of an event as grouping asks for them. Source: shared spec "grouping", sections 11 and 12.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include <boost/json.hpp>

#include "domain/grouping/frame.h"
#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {

/// Members of an event that are tags too.
inline constexpr std::array<std::string_view, 4> kMemberTags = {"level", "logger", "environment",
                                                                "transaction"};

/// Calls `visit(name, Text value)` for each tag, members first; until it says true.
template <class Visit>
bool any_tag(const boost::json::object& event, Visit visit) {
  for (const std::string_view name : kMemberTags) {
    const Text value = text_at(event, name);
    if (value && !value->empty() && visit(name, value)) return true;
  }
  const boost::json::value* const tags = event.if_contains("tags");
  if (tags == nullptr) return false;
  if (const boost::json::object* map = tags->if_object()) {
    return std::any_of(map->begin(), map->end(), [&](const boost::json::key_value_pair& tag) {
      return visit(std::string_view(tag.key()), as_text(tag.value()));
    });
  }
  const boost::json::array* const pairs = tags->if_array();
  if (pairs == nullptr) return false;
  return std::any_of(pairs->begin(), pairs->end(), [&](const boost::json::value& entry) {
    const boost::json::array* const pair = entry.if_array();
    if (pair == nullptr || pair->size() < 2) return false;
    const Text name = as_text((*pair)[0]);
    return name && visit(*name, as_text((*pair)[1]));
  });
}

/// The first value of that tag that is not null.
inline Text tag_value(const boost::json::object& event, std::string_view name) {
  Text value;
  any_tag(event, [&](std::string_view tag, const Text& text) {
    if (tag == name) value = text;
    return value.has_value();
  });
  return value;
}

}  // namespace picket::domain::grouping
