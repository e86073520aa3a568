// The bytes of an answer.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "net/http.h"

namespace picket::net {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
std::string http_date(Timestamp when);

struct ResponseContext {
  std::string_view server;  ///< Value of Server.
  std::string_view date;
  bool keep_alive = true;
  bool head_only = false;  ///< Answer to HEAD: the length of the body, without the body.
  bool http10 = false;     ///< The client speaks HTTP/1.0: keep-alive must be said.
};

/// Status line, header and body in one string; where a stream follows, without the body, which is
/// the stream's first chunk: chunked, or for HTTP/1.0 until the connection closes. Line breaks
/// inside a field's value become spaces, so that no value can forge a field.
std::string serialize(const Response& response, const ResponseContext& context);

/// One chunk of a chunked body (RFC 9112 section 7.1); of an empty piece the end of the body.
std::string chunk_of(std::string_view piece);

/// "Not Found"; "Status" for one that has no standard phrase.
std::string_view reason_phrase(int status) noexcept;

}  // namespace picket::net
