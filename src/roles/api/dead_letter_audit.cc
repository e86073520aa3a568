#include "roles/api/dead_letter_audit.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ports/organizations.h"
#include "ports/projects.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_flow.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// What one organization is told.
struct Replays {
  json::array letters;
  std::vector<std::string> slugs;  ///< Of projects, each once.
};

using Projects = std::map<ProjectId, ports::Project>;

Answer<Projects> projects_of(const Call& call, std::span<const ports::DeadLetter> letters) {
  std::vector<ProjectId> ids;
  for (const ports::DeadLetter& letter : letters) {
    if (letter.project && std::ranges::find(ids, letter.project) == ids.end())
      ids.push_back(letter.project);
  }
  Projects projects;
  auto found = call.meta().projects().get(ids);
  if (!found) return unexpected(failed(found.error()));
  for (ports::Project& project : *found) projects.emplace(project.id, std::move(project));
  return projects;
}

/// Of what belongs to nobody else.
Answer<OrgId> own_org(const Call& call) {
  if (call.grant.org) return call.grant.org;
  const auto orgs = call.meta().organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  const auto first = std::ranges::min_element(*orgs, {}, &ports::Organization::id);
  return first == orgs->end() ? OrgId{} : first->id;
}

Answer<void> record(const Call& call, OrgId org, Replays replays) {
  json::object data{{"letters", std::move(replays.letters)}};
  if (replays.slugs.size() == 1) data["slug"] = replays.slugs.front();
  json::array slugs;
  for (const std::string& slug : replays.slugs) slugs.emplace_back(slug);
  data["projects"] = std::move(slugs);
  return record_audit(call, {.event = "dead-letters.replay", .data = std::move(data), .org = org});
}

}  // namespace

Answer<void> record_replays(const Call& call, std::span<const ports::DeadLetter> replayed) {
  if (replayed.empty()) return {};
  auto meta = begin_write(call);
  if (!meta) return unexpected(std::move(meta.error()));
  Call within = call;
  within.transaction = meta->get();
  const auto projects = projects_of(within, replayed);
  if (!projects) return unexpected(projects.error());
  const auto own = own_org(within);
  if (!own) return unexpected(own.error());
  std::map<OrgId, Replays> by_org;
  for (const ports::DeadLetter& letter : replayed) {
    const auto project = projects->find(letter.project);
    Replays& one = by_org[project == projects->end() ? *own : project->second.org];
    one.letters.push_back(id_text(letter.id));
    if (project == projects->end()) continue;
    const std::string& slug = project->second.slug;
    if (std::ranges::find(one.slugs, slug) == one.slugs.end()) one.slugs.push_back(slug);
  }
  for (auto& [org, replays] : by_org) {
    if (!org) continue;  // Without an organization there is no log.
    if (auto recorded = record(within, org, std::move(replays)); !recorded) return recorded;
  }
  return commit(**meta);
}

}  // namespace picket::api
