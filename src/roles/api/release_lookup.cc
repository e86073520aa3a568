#include "roles/api/release_lookup.h"

namespace picket::api {

Answer<ports::Release> find_release(const Call& call) {
  ports::ReleaseRepository& releases = call.meta().releases();
  auto found = releases.find(call.grant.org, call.request.param("version"));
  if (!found) return unexpected(failed(found.error()));
  if (!*found) return unexpected(not_found());
  const auto places = releases.in_projects({&(*found)->id, 1}, call.grant.project_ids(), {});
  if (!places) return unexpected(failed(places.error()));
  if (places->empty()) return unexpected(not_found());
  return **std::move(found);
}

}  // namespace picket::api
