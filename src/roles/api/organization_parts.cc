// GET organizations/{org}/environments/. Source: shared spec "api", section 3.
#include <map>
#include <string>
#include <utility>

#include "roles/api/environment_json.h"
#include "roles/api/json_text.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {

namespace json = boost::json;

Answer<net::Response> list_organization_environments(Call& call) {
  const auto shows = read_visibility(call.parameters);
  if (!shows) return unexpected(shows.error());
  const auto found = call.meta().projects().environments(call.grant.project_ids());
  if (!found) return unexpected(failed(found.error()));
  struct Merged {
    std::int64_t id = 0;
    bool hidden = true;  ///< In every project.
  };
  std::map<std::string, Merged> by_name;
  for (const ports::ProjectEnvironment& one : *found) {
    Merged& merged = by_name[one.name];
    if (merged.id == 0 || one.id < merged.id) merged.id = one.id;
    merged.hidden = merged.hidden && one.hidden;
  }
  json::array shown;
  for (const auto& [name, merged] : by_name) {
    if (shows->includes(merged.hidden))
      shown.push_back(json::object{{"id", id_text(merged.id)}, {"name", name}});
  }
  return json_response(std::move(shown));
}

}  // namespace picket::api
