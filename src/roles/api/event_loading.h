// An event is found as a row and read as a payload; retention may take the payload first.
#pragma once

#include <optional>

#include "domain/event/row.h"
#include "roles/api/call.h"
#include "roles/api/payload.h"

namespace picket::api {

struct LoadedEvent {
  domain::EventRow row;
  std::optional<Payload> payload;  ///< nullopt: expired, or damaged.
};

/// For a list, which shows what the row knows when there is no payload. A damaged one is logged.
Answer<LoadedEvent> load_listed(const Call& call, domain::EventRow row);
/// For the page of one event: 404 that says so when the payload expired, 500 when it is damaged.
Answer<LoadedEvent> load_whole(const Call& call, domain::EventRow row);

}  // namespace picket::api
