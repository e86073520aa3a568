#include "roles/api/ownership_rules.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "ports/organizations.h"
#include "roles/api/audit_record.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::ownership::OwnerName;
using domain::ownership::OwnershipSettings;
using domain::ownership::Rule;

std::int64_t find_team(const std::vector<ports::Team>& teams, const ports::Project& project,
                       const std::string& slug) {
  for (const ports::Team& team : teams) {
    const bool has =
        std::find(project.teams.begin(), project.teams.end(), team.id) != project.teams.end();
    if (team.slug == slug && has) return team.id.value;
  }
  return 0;
}

Answer<std::int64_t> find_user(const Call& call, const ports::Project& project,
                               const std::string& email) {
  ports::MemberQuery query;
  query.org = project.org;
  query.email = email;
  query.invited = false;
  query.limit = 1;
  const auto members = call.meta().organizations().list_members(query);
  if (!members) return unexpected(failed(members.error()));
  return members->empty() ? 0 : members->front().user.value;
}

json::object rule_json(const Rule& rule, const OwnerIds& ids) {
  json::array owners;
  for (const OwnerName& owner : rule.owners) {
    json::object shown{{"type", owner.kind == OwnerName::Kind::team ? "team" : "user"},
                       {"name", owner.name}};
    if (const std::int64_t id = ids.find(owner); id != 0) shown["id"] = id_text(id);
    owners.push_back(std::move(shown));
  }
  return {{"matcher", {{"type", matcher_name(rule)}, {"pattern", rule.pattern}}},
          {"owners", std::move(owners)}};
}

}  // namespace

Answer<OwnerIds> OwnerIds::read(const Call& call, const ports::Project& project,
                                std::span<const Rule> rules) {
  OwnerIds ids;
  const auto teams = call.meta().organizations().list_teams(project.org);
  if (!teams) return unexpected(failed(teams.error()));
  std::set<std::pair<OwnerName::Kind, std::string_view>> asked;
  for (const Rule& rule : rules) {
    for (const OwnerName& owner : rule.owners) {
      if (!asked.emplace(owner.kind, owner.name).second) continue;
      if (owner.kind == OwnerName::Kind::team) {
        ids.known_.emplace_back(owner, find_team(*teams, project, owner.name));
        continue;
      }
      const auto id = find_user(call, project, owner.name);
      if (!id) return unexpected(id.error());
      ids.known_.emplace_back(owner, *id);
    }
  }
  return ids;
}

std::int64_t OwnerIds::find(const OwnerName& owner) const {
  for (const auto& [name, id] : known_) {
    if (name == owner) return id;
  }
  return 0;
}

std::vector<std::string> OwnerIds::unknown(OwnerName::Kind kind) const {
  std::vector<std::string> names;
  for (const auto& [name, id] : known_) {
    if (id != 0 || name.kind != kind) continue;
    names.push_back(kind == OwnerName::Kind::team ? '#' + name.name : name.name);
  }
  return names;
}

json::value rules_json(std::span<const Rule> rules, const OwnerIds& ids) {
  if (rules.empty()) return nullptr;
  json::array shown;
  for (const Rule& rule : rules) shown.push_back(rule_json(rule, ids));
  return json::object{{"$version", 1}, {"rules", std::move(shown)}};
}

Answer<OwnershipSettings> read_ownership(const Call& call, ProjectId project) {
  auto found = call.meta().projects().ownership(project);
  if (!found) return unexpected(failed(found.error()));
  return std::move(*found).value_or(OwnershipSettings{project});
}

Answer<void> put_ownership(const Call& call, const ports::Project& project,
                           const OwnershipSettings& before, OwnershipSettings after) {
  Changes changes;
  changes.note_text("raw", before.rules, after.rules);
  changes.note_text("codeowners", before.codeowners, after.codeowners);
  changes.note("fallthrough", before.fallthrough, after.fallthrough);
  changes.note_text("autoAssignment", to_string(before.auto_assignment),
                    to_string(after.auto_assignment));
  changes.note("codeownersAutoSync", before.codeowners_sync, after.codeowners_sync);
  if (changes.empty()) return {};
  if (after.created == Timestamp()) after.created = call.now;
  after.updated = call.now;
  if (const auto put = call.meta().projects().put_ownership(after); !put)
    return unexpected(failed(put.error()));
  return record_audit(call,
                      {.event = "project.ownership-rule.edit",
                       .target = project.id.value,
                       .data = {{"slug", project.slug}}},
                      changes);
}

}  // namespace picket::api
