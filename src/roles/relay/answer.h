// What an SDK hears: statuses, bodies and headers in relay's shape.
// Source: shared spec "ingest", sections 1.2, 1.4 and 1.6.
#pragma once

#include <optional>
#include <span>

#include "net/http.h"
#include "net/router.h"
#include "protocol/ids.h"
#include "roles/relay/intake.h"

namespace picket::relay {

/// 200 with the event's id, or the beacon's image.
net::Response accepted(Endpoint endpoint, const std::optional<EventId>& event);
/// 429 with the limits; to those who would send a crash again and again, what accepted() says.
net::Response limited(Endpoint endpoint, const std::optional<EventId>& event,
                      std::span<const protocol::RateLimit> limits);
/// {"detail", "causes"}, with Retry-After where the client may come again.
net::Response rejected(const Rejection& rejection);
/// 200 to the OPTIONS request that a browser sends before the real one.
net::Response preflight();

Rejection unavailable(std::string_view cause);
Rejection internal_error();
/// What the edge refused before the relay saw the body.
Rejection rejection_of(net::Refusal refusal, Endpoint endpoint);

}  // namespace picket::relay
