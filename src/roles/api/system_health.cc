// GET internal/health/: does the server reach what it keeps things in? Source: shared spec "api",
// section 2 "system": the Terraform provider asks it before anything else.
#include "roles/api/auth_handlers.h"

namespace picket::api {

namespace json = boost::json;

Answer<net::Response> show_health(Call& call) {
  json::array problems;
  const auto totals = call.stores.events.totals();
  const auto version = call.stores.meta.schema_version();
  const auto tell = [&](std::string_view id, bool well) {
    if (well) return;
    problems.push_back(json::object{{"id", id},
                                    {"message", "The store does not answer; see the server's log."},
                                    {"severity", "critical"},
                                    {"url", nullptr}});
  };
  tell("EventStore", totals.has_value());
  tell("MetaDb", version.has_value());
  return json_response(json::object{
      {"problems", std::move(problems)},
      {"healthy", {{"EventStore", totals.has_value()}, {"MetaDb", version.has_value()}}}});
}

}  // namespace picket::api
