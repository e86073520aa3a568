// A search of events, as lists of events and tags have it.
// Source: shared spec "search", sections 2 and 6.
#pragma once

#include <string_view>

#include "domain/search/condition.h"
#include "ports/event_filter.h"
#include "roles/api/call.h"

namespace picket::api {

struct EventSearch {
  bool finds_nothing = false;  ///< Whatever the events are.
  domain::search::EventGroup where{};
};

/// Every name is looked up. 400 with what is wrong, for functions, which are for groups of events,
/// too.
Answer<EventSearch> read_event_search(const Call& call, std::string_view query);

/// The parameter `query` as a part of the filter. False: nothing can be found.
Answer<bool> add_event_search(const Call& call, ports::EventFilter& filter);

}  // namespace picket::api
