// Answers that the edge gives without asking a handler.
#pragma once

#include <cstddef>
#include <string_view>

#include "net/body_reader.h"
#include "net/http.h"
#include "net/router.h"

namespace picket::net {

/// 404, or 405 with Allow when `allow` names the methods that the path has.
Response no_route_response(std::string_view allow);

/// 503: the memory or the queues for requests are full. Tells when to come again.
Response overloaded_response();

/// What the route's hook makes of the default answer to `why`. `max_body_bytes` is the limit that a
/// body broke which is too large.
Response refusal_response(const Route& route, const Request& request, Refusal why,
                          std::size_t max_body_bytes);

/// BodyReader::decode of one slice; memory that the kernel refuses is overload.
Result<BodyReader::Progress, Refusal> decode_slice(BodyReader& reader, bool last) noexcept;

}  // namespace picket::net
