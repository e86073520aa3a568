#include "roles/api/version_tag.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/account/digest.h"

namespace picket::api {

std::string version_tag(std::int64_t version, std::string_view rest) {
  if (rest.empty()) return fmt::format("\"{}\"", version);
  return fmt::format("\"{}-{}\"", version, domain::account::sha256_hex(rest).substr(0, 16));
}

void set_tag(net::Response& response, std::string_view tag) {
  response.headers.set("ETag", tag);
}

Answer<void> check_tag(const net::Request& request, std::string_view tag) {
  if (!request.headers.has("If-Match")) return {};
  std::string_view rest = request.headers.get("If-Match");
  while (!rest.empty()) {
    const ascii::Split parts = ascii::split_once(rest, ',');
    rest = parts.tail;
    std::string_view wanted = ascii::trim(parts.head);
    if (wanted == "*") return {};
    // A proxy that compresses answers makes tags weak.
    if (wanted.starts_with("W/")) wanted.remove_prefix(2);
    if (wanted == tag) return {};
  }
  return unexpected(conflict("Somebody else changed this meanwhile. Read it again, then retry."));
}

}  // namespace picket::api
