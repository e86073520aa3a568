#include "roles/consumer/release_rule.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/release/order.h"
#include "domain/release/resolution.h"
#include "ports/projects.h"
#include "ports/releases.h"

namespace picket::consumer {
namespace {

namespace release = domain::release;

Result<release::Placed> place(ports::MetaTx& tx, ProjectId project, std::string_view name,
                              Timestamp otherwise) {
  const auto found = tx.releases().find_in_project(project, name);
  if (!found) return unexpected(found.error());
  if (!*found) return release::Placed{name, otherwise, {}};
  return release::Placed{name, (*found)->added, (*found)->released};
}

/// Whether versions tell the order of the project's releases.
Result<bool> is_numbered(ports::MetaTx& tx, ProjectId project) {
  const auto projects = tx.projects().get({&project, 1});
  if (!projects) return unexpected(projects.error());
  if (projects->empty()) return false;
  ports::ReleaseQuery query;
  query.org = projects->front().org;
  query.projects = {project};
  query.limit = release::kReleasesThatTell;
  const auto newest = tx.releases().list(query);
  if (!newest) return unexpected(newest.error());
  std::vector<std::string_view> names;
  for (const ports::Release& one : *newest) names.push_back(one.version);
  return release::numbers_its_releases(names);
}

Result<release::Resolution> in_its_terms(ports::MetaTx& tx, ProjectId project,
                                         const domain::Resolution& resolution) {
  release::Resolution terms;
  if (resolution.kind == domain::ResolutionKind::in_next_release)
    terms.type = release::ResolutionType::in_next_release;
  const auto placed = place(tx, project, resolution.release, Timestamp());
  if (!placed) return unexpected(placed.error());
  terms.release = *placed;
  if (resolution.current_version.empty()) return terms;
  const auto current = place(tx, project, resolution.current_version, Timestamp());
  if (!current) return unexpected(current.error());
  terms.current_release = resolution.current_version;
  terms.current_added = current->added;
  return terms;
}

}  // namespace

Result<domain::ReleaseRule> release_rule(ports::MetaTx& tx, ProjectId project,
                                         const domain::Resolution& resolution,
                                         std::span<const domain::SeenEvent> events) {
  const auto terms = in_its_terms(tx, project, resolution);
  if (!terms) return unexpected(terms.error());
  const auto numbered = is_numbered(tx, project);
  if (!numbered) return unexpected(numbered.error());
  std::vector<release::Placed> places;
  for (const domain::SeenEvent& event : events) {
    if (event.release.empty()) continue;
    const auto placed = place(tx, project, event.release, Timestamp::max());
    if (!placed) return unexpected(placed.error());
    places.push_back(*placed);
  }
  domain::ReleaseRule rule;
  rule.follows_versions = *numbered;
  rule.covers = [terms = *terms, numbered = *numbered,
                 places = std::move(places)](std::string_view name) {
    std::optional<release::Placed> event;
    const auto known = std::find_if(places.begin(), places.end(),
                                    [&](const auto& one) { return one.name == name; });
    if (known != places.end()) event = *known;
    return release::covers(terms, event, numbered);
  };
  return rule;
}

}  // namespace picket::consumer
