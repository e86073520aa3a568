// The description of the API itself: for anyone, as it holds nothing but what the source shows.
#include <array>
#include <string>
#include <string_view>

#include "domain/account/digest.h"
#include "protocol/json.h"
#include "roles/api/openapi.h"
#include "roles/api/route.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

/// The document is the program's; only where it is reached differs.
struct Text {
  std::string before_url;
  std::string after_url;
};

const Text& document() {
  static const Text kDocument = [] {
    constexpr std::string_view kHere = "https://here.invalid";
    std::string whole;
    protocol::write_json(openapi_document(kHere), whole);
    const std::size_t at = whole.find(kHere) - 1;  // With its quotes.
    return Text{whole.substr(0, at), whole.substr(at + kHere.size() + 2)};
  }();
  return kDocument;
}

Answer<net::Response> show_openapi(Call& call) {
  net::Response response;
  response.body = document().before_url;
  protocol::write_json_string(call.options.url, response.body);
  response.body += document().after_url;
  const std::string tag = version_tag(0, response.body);
  set_tag(response, tag);
  // Asked for again each time, answered only when it changed: by an update of the program.
  response.headers.set("Cache-Control", "public, no-cache");
  const bool known = call.request.headers.get("If-None-Match") == tag;
  if (!known) return response;
  response.status = 304;
  response.body.clear();
  return response;
}

constexpr std::array kRoutes = {
    ApiRoute{.name = "openapi",
             .pattern = "/api/0/openapi.json",
             .access = Access::anyone,
             .handler = &show_openapi,
             .summary = "Read this description",
             .answer = kAnyObject},
};

}  // namespace

std::span<const ApiRoute> openapi_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
