// The table of contents of the API.
#include "roles/api/route.h"

namespace picket::api {

const std::vector<ApiRoute>& api_routes() {
  static const std::vector<ApiRoute> kAll = [] {
    std::vector<ApiRoute> all;
    for (const auto area : {auth_routes(), user_routes(), token_routes(), organization_routes(),
                            team_routes(), member_routes(), project_routes(), issue_routes(),
                            event_routes(), tag_routes(), usage_routes()})
      all.insert(all.end(), area.begin(), area.end());
    return all;
  }();
  return kAll;
}

}  // namespace picket::api
