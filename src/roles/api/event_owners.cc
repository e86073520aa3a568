// Whose code an event is about, by the rules of its project as they are now. Source: shared spec
// "api", section 9.6.
#include "roles/api/event_owners.h"

#include <utility>
#include <vector>

#include "domain/ownership/codeowners.h"
#include "domain/ownership/event_facts.h"
#include "domain/ownership/ownership.h"
#include "roles/api/event_loading.h"
#include "roles/api/issue_stats.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/ownership_rules.h"
#include "roles/api/project_fields.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::ownership::OwnerName;
using domain::ownership::Rule;

Answer<LoadedEvent> read_event(const Call& call) {
  ports::EventFilter filter = event_filter(call, {});
  filter.event = EventId::parse(call.request.param("event"));
  if (!filter.event) return unexpected(not_found("Event not found"));
  auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  if (rows->empty()) return unexpected(not_found("Event not found"));
  return load_whole(call, std::move(rows->front()));
}

/// Those who exist; a name that means nobody is passed over.
Answer<json::array> actors(People& people, const OwnerIds& ids,
                           const std::vector<OwnerName>& names) {
  json::array shown;
  for (const OwnerName& name : names) {
    const std::int64_t id = ids.find(name);
    if (id == 0) continue;
    const bool is_team = name.kind == OwnerName::Kind::team;
    auto actor = people.actor(is_team ? domain::Assignee{UserId{}, TeamId{id}}
                                      : domain::Assignee{UserId{id}, TeamId{}});
    if (!actor) return unexpected(std::move(actor.error()));
    if (!actor->is_null()) shown.push_back(*std::move(actor));
  }
  return shown;
}

}  // namespace

Answer<net::Response> show_event_owners(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto event = read_event(call);
  if (!event) return unexpected(event.error());
  const auto settings = read_ownership(call, project->id);
  if (!settings) return unexpected(settings.error());
  const domain::ownership::Ownership ownership(domain::ownership::rules_of(*settings));
  const auto met = ownership.matching(domain::ownership::EventFacts(event->payload->event));
  std::vector<Rule> rules;
  rules.reserve(met.size());
  for (const Rule* rule : met) rules.push_back(*rule);
  const auto ids = OwnerIds::read(call, *project, rules);
  if (!ids) return unexpected(ids.error());
  People people(call);
  auto owners = actors(people, *ids, domain::ownership::suggested(met));
  if (!owners) return unexpected(std::move(owners.error()));
  json::object shown{{"owners", *std::move(owners)}, {"rule", nullptr}, {"rules", json::array()}};
  if (const Rule* const deciding = domain::ownership::deciding(met))
    shown["rule"] = json::array{domain::ownership::matcher_name(*deciding), deciding->pattern};
  json::value schema = rules_json(rules, *ids);
  if (schema.is_object()) shown["rules"] = std::move(schema.at("rules"));
  return json_response(std::move(shown));
}

}  // namespace picket::api
