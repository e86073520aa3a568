#include "net/refusal.h"

#include <new>
#include <string>

#include "net/limits.h"

namespace picket::net {
namespace {

Response default_refusal(Refusal why, std::size_t max_body_bytes) {
  switch (why) {
    case Refusal::too_large:
      return error_response(413,
                            "request body exceeds " + std::to_string(max_body_bytes) + " bytes");
    case Refusal::unsupported_encoding:
      return error_response(415, "unsupported content encoding");
    case Refusal::corrupt_encoding:
      return error_response(400, "invalid request body");
    case Refusal::overloaded:
      return overloaded_response();
  }
  return error_response(500, "Internal Error");
}

}  // namespace

Response no_route_response(std::string_view allow) {
  if (allow.empty()) return error_response(404, "The requested resource does not exist");
  Response response = error_response(405, "Method not allowed");
  response.headers.add("Allow", allow);
  return response;
}

Response overloaded_response() {
  Response busy = error_response(503, "too many requests in progress");
  busy.headers.add("Retry-After", std::to_string(kRetryAfterSeconds));
  return busy;
}

Response refusal_response(const Route& route, const Request& request, Refusal why,
                          std::size_t max_body_bytes) {
  Response response = default_refusal(why, max_body_bytes);
  if (route.on_refusal) route.on_refusal(request, why, response);
  return response;
}

Result<BodyReader::Progress, Refusal> decode_slice(BodyReader& reader, bool last) noexcept {
  try {
    return reader.decode(last, BodyReader::kSliceBytes);
  } catch (const std::bad_alloc&) {
    return unexpected(Refusal::overloaded);
  }
}

}  // namespace picket::net
