// Where the user is. Source: shared spec "ingest", section 3.7.
#include "domain/normalize/geo.h"

#include <string>
#include <utility>

#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {

namespace json = boost::json;

StepResult locate_user(Work& work) {
  json::value* const value = work.event.if_contains("user");
  if (work.context.geo == nullptr || value == nullptr || !value->is_object()) return {};
  json::object& user = value->get_object();
  const json::value* const known = user.if_contains("geo");
  const std::string_view address = protocol::find_string(user, "ip_address");
  if ((known != nullptr && !known->is_null()) || address.empty()) return {};
  const auto place = work.context.geo->find(address);
  if (!place) return {};
  json::object geo(work.event.storage());
  for (const auto& [key, name] :
       {std::pair("country_code", &place->country_code), std::pair("city", &place->city),
        std::pair("subdivision", &place->subdivision), std::pair("region", &place->region)}) {
    if (!name->empty()) geo[key] = *name;
  }
  if (!geo.empty()) user["geo"] = std::move(geo);
  return {};
}

}  // namespace picket::domain::normalize
