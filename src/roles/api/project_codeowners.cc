// The CODEOWNERS file of a project: at most one, imported as text.
// Source: shared spec "issues", section 10.2; the shape is that of Sentry's answers.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "domain/ownership/codeowners.h"
#include "roles/api/body.h"
#include "roles/api/json_text.h"
#include "roles/api/ownership_rules.h"
#include "roles/api/project_fields.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::ownership::CodeownersReading;
using domain::ownership::OwnerName;
using domain::ownership::OwnershipSettings;
using domain::ownership::Rule;

json::array texts(const std::vector<std::string>& names) {
  return json::array(names.begin(), names.end());
}

/// The rules in the notation of the project's own.
std::string as_rules(const std::vector<Rule>& rules) {
  std::string text;
  for (const Rule& rule : rules) {
    text += "codeowners:" + rule.pattern;
    for (const OwnerName& owner : rule.owners)
      text += (owner.kind == OwnerName::Kind::team ? " #" : " ") + owner.name;
    text += '\n';
  }
  return text;
}

Answer<json::object> codeowners_json(const Call& call, const ports::Project& project,
                                     const OwnershipSettings& settings) {
  const CodeownersReading reading = domain::ownership::read_codeowners(settings.codeowners);
  const auto ids = OwnerIds::read(call, project, reading.rules);
  if (!ids) return unexpected(ids.error());
  json::object errors{{"missing_external_teams", json::array()},
                      {"missing_external_users", texts(reading.unknown_people)},
                      {"missing_user_emails", texts(ids->unknown(OwnerName::Kind::user))},
                      {"teams_without_access", texts(ids->unknown(OwnerName::Kind::team))},
                      {"users_without_access", json::array()}};
  return json::object{{"id", id_text(project.id.value)},
                      {"raw", settings.codeowners},
                      {"dateCreated", date_text(settings.created)},
                      {"dateUpdated", date_text(settings.updated)},
                      {"codeMappingId", nullptr},
                      {"provider", nullptr},
                      {"ownershipSyntax", as_rules(reading.rules)},
                      {"schema", rules_json(reading.rules, *ids)},
                      {"errors", std::move(errors)}};
}

Answer<net::Response> write_codeowners(Call& call, const ports::Project& project,
                                       const OwnershipSettings& before, int status) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  OwnershipSettings after = before;
  after.codeowners = fields.required_text("raw", domain::ownership::kMaxRulesText);
  if (!fields.ok()) return unexpected(fields.problem());
  if (auto put = put_ownership(call, project, before, std::move(after)); !put)
    return unexpected(std::move(put.error()));
  const auto now = read_ownership(call, project.id);
  if (!now) return unexpected(now.error());
  auto shown = codeowners_json(call, project, *now);
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown), status);
}

/// That of the path: its id is the project's.
Answer<OwnershipSettings> read_codeowners_of(const Call& call, const ports::Project& project) {
  auto settings = read_ownership(call, project.id);
  if (!settings) return settings;
  if (settings->codeowners.empty() ||
      call.request.param("codeowners") != std::to_string(project.id.value))
    return unexpected(not_found());
  return settings;
}

}  // namespace

Answer<net::Response> list_project_codeowners(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto settings = read_ownership(call, project->id);
  if (!settings) return unexpected(settings.error());
  json::array shown;
  if (!settings->codeowners.empty()) {
    auto one = codeowners_json(call, *project, *settings);
    if (!one) return unexpected(std::move(one.error()));
    shown.push_back(*std::move(one));
  }
  return json_response(std::move(shown));
}

Answer<net::Response> add_project_codeowners(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto before = read_ownership(call, project->id);
  if (!before) return unexpected(before.error());
  return write_codeowners(call, *project, *before, 201);
}

Answer<net::Response> update_project_codeowners(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto before = read_codeowners_of(call, *project);
  if (!before) return unexpected(before.error());
  return write_codeowners(call, *project, *before, 200);
}

Answer<net::Response> remove_project_codeowners(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto before = read_codeowners_of(call, *project);
  if (!before) return unexpected(before.error());
  OwnershipSettings after = *before;
  after.codeowners.clear();
  if (auto put = put_ownership(call, *project, *before, std::move(after)); !put)
    return unexpected(std::move(put.error()));
  return empty_response();
}

}  // namespace picket::api
