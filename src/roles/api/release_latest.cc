#include "roles/api/release_latest.h"

#include <string_view>
#include <utility>

#include "domain/release/order.h"

namespace picket::api {

namespace release = domain::release;

Answer<std::vector<ports::Release>> newest_releases(const Call& call, ProjectId project,
                                                    std::vector<std::string> environments) {
  ports::ReleaseQuery query;
  query.org = call.grant.org;
  query.projects = {project};
  query.environments = std::move(environments);
  query.limit = kNewestReleases;
  auto found = call.meta().releases().list(query);
  if (!found) return unexpected(failed(found.error()));
  return *std::move(found);
}

std::string greatest_release(const std::vector<ports::Release>& newest) {
  std::vector<std::string_view> names;
  std::vector<release::Placed> places;
  for (const ports::Release& one : newest) {
    if (names.size() < release::kReleasesThatTell) names.push_back(one.version);
    places.push_back({one.version, one.added, one.released});
  }
  return std::string(release::latest(places, release::numbers_its_releases(names))->name);
}

}  // namespace picket::api
