// GET organizations/{org}/releases/{version}/ and what is below it, also of one project. Source:
// shared spec "api", section 16.2.
#include "roles/api/release_handlers.h"
#include "roles/api/release_json.h"
#include "roles/api/release_lookup.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {

namespace json = boost::json;

Answer<net::Response> show_release(Call& call) {
  const auto release = find_release(call);
  if (!release) return unexpected(release.error());
  const auto shelf = ReleaseShelf::read(call, {&*release, 1}, {});
  if (!shelf) return unexpected(shelf.error());
  return json_response(shelf->full(*release));
}

/// What Picket does not keep of releases: commits and deploys.
Answer<net::Response> list_nothing_of_release(Call& call) {
  const auto release = find_release(call);
  if (!release) return unexpected(release.error());
  return list_nothing(call);
}

/// The one before that has commits: none has.
Answer<net::Response> show_previous_release(Call& call) {
  if (const auto per_page = read_per_page(call.parameters); !per_page)
    return unexpected(per_page.error());
  const auto release = find_release(call);
  if (!release) return unexpected(release.error());
  return json_response(json::object());
}

}  // namespace picket::api
