// The places that name a project key: headers, query string, DSN.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "protocol/auth_header.h"
#include "protocol/credentials.h"
#include "protocol/dsn.h"

namespace {

namespace protocol = picket::protocol;

void check_dsn(std::string_view text) {
  const auto dsn = protocol::parse_dsn(text);
  if (!dsn) return;
  const std::string written = protocol::format_dsn(*dsn);
  const auto again = protocol::parse_dsn(written);
  PICKET_ASSERT(again.has_value());
  PICKET_ASSERT(protocol::format_dsn(*again) == written);
  PICKET_ASSERT(again->project == dsn->project);
  PICKET_ASSERT(protocol::parse_public_key(dsn->public_key) == dsn->public_key);
}

void check_candidates(const protocol::AuthCandidates& candidates) {
  const auto credentials = protocol::authenticate(candidates);
  if (credentials) {
    PICKET_ASSERT(protocol::parse_public_key(credentials->public_key) == credentials->public_key);
    PICKET_ASSERT(credentials->version <= protocol::kProtocolVersion);
  } else {
    const int status = protocol::http_status(credentials.error().error);
    PICKET_ASSERT(status == 400 || status == 401);
    PICKET_ASSERT(!protocol::detail(credentials.error()).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto header = protocol::parse_auth_header(text)) {
    PICKET_ASSERT(!header->public_key.empty());
  }
  if (const auto query = protocol::parse_auth_query(text)) {
    PICKET_ASSERT(!query->public_key.empty());
  }
  check_candidates({.x_sentry_auth = text, .authorization = {}, .query = {}, .path_key = {}});
  check_candidates({.x_sentry_auth = {}, .authorization = text, .query = {}, .path_key = {}});
  check_candidates({.x_sentry_auth = {}, .authorization = {}, .query = text, .path_key = {}});
  check_candidates({.x_sentry_auth = {}, .authorization = {}, .query = {}, .path_key = text});
  check_candidates({.x_sentry_auth = text, .authorization = text, .query = text, .path_key = text});
  check_dsn(text);
  return 0;
}
