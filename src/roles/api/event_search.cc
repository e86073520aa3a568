#include "roles/api/event_search.h"

#include <utility>

#include "domain/search/config.h"
#include "roles/api/search_names.h"
#include "roles/api/search_reading.h"

namespace picket::api {

namespace search = domain::search;

Answer<EventSearch> read_event_search(const Call& call, std::string_view query) {
  auto plan = read_search(call, query, search::event_search());
  if (!plan) return unexpected(std::move(plan.error()));
  if (!plan->groups.parts.empty()) {
    return unexpected(bad_request(
        "Functions such as count() are for groups of events; here single events are searched."));
  }
  SearchNames names(call, call.parameters.all("environment"));
  auto settled = settle_group(plan->events, [&names](const search::EventCondition& condition) {
    return names.settle(condition);
  });
  if (!settled) return unexpected(std::move(settled.error()));
  if (const bool* const known = std::get_if<bool>(&*settled)) return EventSearch{!*known};
  EventSearch found{false, std::get<search::EventGroup>(*std::move(settled))};
  if (auto checked = check_search(found.where); !checked)
    return unexpected(std::move(checked.error()));
  return found;
}

Answer<bool> add_event_search(const Call& call, ports::EventFilter& filter) {
  auto found = read_event_search(call, call.parameters.text_or("query", ""));
  if (!found) return unexpected(std::move(found.error()));
  filter.where = std::move(found->where);
  return !found->finds_nothing;
}

}  // namespace picket::api
