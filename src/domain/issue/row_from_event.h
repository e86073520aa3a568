// The event store's columns, from a normalized event. Leaves issue, hash_id and payload unset.
#pragma once

#include <boost/json.hpp>

#include "domain/event/row.h"
#include "domain/issue/record.h"

namespace picket::domain {

struct EventIdentity {
  ProjectId project;
  EventId event_id;
  Timestamp received;
  protocol::Category category = protocol::Category::error;
};

EventRow row_from_event(const boost::json::object& event, const EventIdentity& identity,
                        const IssueFacts& facts);

}  // namespace picket::domain
