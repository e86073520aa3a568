// Whose code it is: the ownership rules of a project.
// Source: shared spec "api", section 4.9.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "roles/api/body.h"
#include "roles/api/json_text.h"
#include "roles/api/ownership_rules.h"
#include "roles/api/project_fields.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::ownership::OwnerName;
using domain::ownership::OwnershipSettings;
using domain::ownership::Rule;

/// Rules that cannot be read any more, after an upgrade, are shown as text alone.
std::vector<Rule> readable(const OwnershipSettings& settings) {
  return domain::ownership::parse_rules(settings.rules).value_or(std::vector<Rule>());
}

Answer<net::Response> ownership_response(const Call& call, const ports::Project& project,
                                         const OwnershipSettings& settings) {
  const std::vector<Rule> rules = readable(settings);
  const auto ids = OwnerIds::read(call, project, rules);
  if (!ids) return unexpected(ids.error());
  const bool written = settings.created != Timestamp();
  return json_response(
      json::object{{"schema", rules_json(rules, *ids)},
                   {"raw", text_or_null(settings.rules)},
                   {"fallthrough", settings.fallthrough},
                   {"dateCreated", written ? date_text(settings.created) : nullptr},
                   {"lastUpdated", written ? date_text(settings.updated) : nullptr},
                   {"isActive", true},
                   {"autoAssignment", to_string(settings.auto_assignment)},
                   {"codeownersAutoSync", settings.codeowners_sync}});
}

/// Checks the rules and who they name; what is wrong is in `fields`.
Answer<void> read_rules(const Call& call, Fields& fields, const ports::Project& project,
                        OwnershipSettings& settings) {
  if (!fields.has("raw")) return {};
  settings.rules = fields.text("raw", domain::ownership::kMaxRulesText).value_or("");
  const auto rules = domain::ownership::parse_rules(settings.rules);
  if (!rules) {
    const auto& error = rules.error();
    fields.refuse("raw",
                  fmt::format("Line {}, column {}: {}", error.line, error.column, error.what));
    return {};
  }
  const auto ids = OwnerIds::read(call, project, *rules);
  if (!ids) return unexpected(ids.error());
  auto unknown = ids->unknown(OwnerName::Kind::team);
  for (std::string& name : ids->unknown(OwnerName::Kind::user)) unknown.push_back(std::move(name));
  if (!unknown.empty())
    fields.refuse("raw", fmt::format("Invalid rule owners: {}", fmt::join(unknown, ", ")));
  return {};
}

void read_auto_assignment(Fields& fields, OwnershipSettings& settings) {
  constexpr std::size_t kMost = 100;
  const auto word = fields.text("autoAssignment", kMost);
  if (!word) return;
  if (const auto choice = domain::ownership::parse_auto_assignment(*word)) {
    settings.auto_assignment = *choice;
  } else {
    fields.refuse("autoAssignment", fmt::format("\"{}\" is not a valid choice.", *word));
  }
}

}  // namespace

Answer<net::Response> show_project_ownership(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto settings = read_ownership(call, project->id);
  if (!settings) return unexpected(settings.error());
  return ownership_response(call, *project, *settings);
}

Answer<net::Response> update_project_ownership(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto before = read_ownership(call, project->id);
  if (!before) return unexpected(before.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  OwnershipSettings after = *before;
  if (auto read = read_rules(call, fields, *project, after); !read)
    return unexpected(std::move(read.error()));
  read_auto_assignment(fields, after);
  after.fallthrough = fields.flag("fallthrough").value_or(after.fallthrough);
  after.codeowners_sync = fields.flag("codeownersAutoSync").value_or(after.codeowners_sync);
  if (!fields.ok()) return unexpected(fields.problem());
  if (auto put = put_ownership(call, *project, *before, after); !put)
    return unexpected(std::move(put.error()));
  const auto now = read_ownership(call, project->id);
  if (!now) return unexpected(now.error());
  return ownership_response(call, *project, *now);
}

}  // namespace picket::api
