// The table of contents of the API.
#include "roles/api/issue_end_handlers.h"
#include "roles/api/route.h"

namespace picket::api {

std::span<const RouteArea> route_areas() {
  static const RouteArea kAreas[] = {
      {"Sessions", auth_routes()},
      {"Users", user_routes()},
      {"Tokens", token_routes()},
      {"Organizations", organization_routes()},
      {"Teams", team_routes()},
      {"Members", member_routes()},
      {"Projects", project_routes()},
      {"Ownership", ownership_routes()},
      {"Previews", preview_routes()},
      {"Issues", issue_routes()},
      {"Ends of issues", issue_end_routes()},
      {"Events", event_routes()},
      {"Items", item_routes()},
      {"Releases", release_routes()},
      {"Tags", tag_routes()},
      {"Discover", discover_routes()},
      {"Searches", search_routes()},
      {"Usage", usage_routes()},
      {"Instance", instance_routes()},
      {"Description", openapi_routes()},
  };
  return kAreas;
}

const std::vector<ApiRoute>& api_routes() {
  static const std::vector<ApiRoute> kAll = [] {
    std::vector<ApiRoute> all;
    for (const RouteArea& area : route_areas())
      all.insert(all.end(), area.routes.begin(), area.routes.end());
    return all;
  }();
  return kAll;
}

}  // namespace picket::api
