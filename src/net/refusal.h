// Answers that the edge gives without asking a handler.
#pragma once

#include <string_view>

#include "net/body_reader.h"
#include "net/http.h"
#include "net/router.h"

namespace picket::net {

/// 404, or 405 with Allow when `allow` names the methods that the path has.
Response no_route_response(std::string_view allow);

/// What the route's hook makes of the default answer to `why`.
Response refusal_response(const Route& route, const Request& request, Refusal why);

/// BodyReader::decode without an output bound per call; memory that the kernel refuses is overload.
Result<BodyReader::Progress, Refusal> decode_to_the_end(BodyReader& reader, bool last) noexcept;

}  // namespace picket::net
