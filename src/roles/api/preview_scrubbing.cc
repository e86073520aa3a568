// What a draft of data scrubbing would do to an event, stored or pasted.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "domain/scrub/projects.h"
#include "domain/scrub/scrub.h"
#include "roles/api/body.h"
#include "roles/api/event_loading.h"
#include "roles/api/json_text.h"
#include "roles/api/project_fields.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Of one answer; an event may have a secret in every value.
constexpr std::size_t kMaxChanges = 500;
constexpr std::string_view kMeta = "_meta";
constexpr std::size_t kEventIdLength = 36;

/// The values that differ, by their place, such as "request.data.password".
class Differences {
 public:
  json::array between(const json::object& before, const json::object& after) {
    compare(before, after, "");
    return std::move(found_);
  }

 private:
  void compare(const json::value& before, const json::value& after, const std::string& place) {
    if (found_.size() >= kMaxChanges || before == after) return;
    if (before.is_object() && after.is_object()) {
      compare_objects(before.get_object(), after.get_object(), place);
    } else if (before.is_array() && after.is_array() &&
               before.get_array().size() == after.get_array().size()) {
      for (std::size_t i = 0; i < before.get_array().size(); ++i)
        compare(before.get_array()[i], after.get_array()[i], below(place, std::to_string(i)));
    } else {
      found_.push_back(json::object{{"path", place}, {"before", before}, {"after", after}});
    }
  }

  void compare_objects(const json::object& before, const json::object& after,
                       const std::string& place) {
    for (const json::key_value_pair& member : before) {
      if (place.empty() && member.key() == kMeta) continue;
      compare(member.value(), member_or_null(after, member.key()),
              below(place, std::string(member.key())));
    }
    for (const json::key_value_pair& member : after) {
      if (before.contains(member.key()) || (place.empty() && member.key() == kMeta)) continue;
      compare(nullptr, member.value(), below(place, std::string(member.key())));
    }
  }

  static std::string below(const std::string& place, const std::string& name) {
    return place.empty() ? name : place + '.' + name;
  }

  json::array found_;
};

Answer<json::object> stored_event(const Call& call, ProjectId project, std::string_view id) {
  const auto event = EventId::parse(id);
  if (!event) return unexpected(invalid_field("eventId", "Not a valid event id."));
  ports::EventFilter filter;
  filter.projects = {project};
  filter.event = *event;
  auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  if (rows->empty()) return unexpected(not_found("Event not found"));
  auto loaded = load_whole(call, std::move(rows->front()));
  if (!loaded) return unexpected(std::move(loaded.error()));
  return std::move(loaded->payload->event);
}

/// The pasted one, else the stored one.
Answer<json::object> read_event(const Call& call, Fields& fields, const json::object& body,
                                ProjectId project) {
  const json::value* const pasted = body.if_contains("event");
  if (pasted != nullptr && pasted->is_object()) return pasted->get_object();
  if (pasted != nullptr) fields.refuse("event", "Expected an object.");
  const auto id = fields.text("eventId", kEventIdLength);
  if (!id && fields.ok()) fields.refuse("event", "An event or an eventId is required.");
  if (!fields.ok()) return unexpected(fields.problem());
  return stored_event(call, project, *id);
}

std::shared_ptr<const domain::scrub::ScrubConfig> compile(const Call& call,
                                                          const ports::Project& draft) {
  std::vector<domain::ProjectConfig> projects(1);
  const domain::ProjectConfig* const known = call.grant.find(draft.id);
  if (known != nullptr) projects.front().org_options = known->org_options;
  projects.front().settings = draft.settings;
  domain::scrub::compile_scrubbing(projects, nullptr);
  return projects.front().scrubbing;
}

}  // namespace

Answer<net::Response> preview_project_scrubbing(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const ports::Project draft = read_project_draft(fields, *body, *project);
  const auto event = read_event(call, fields, *body, project->id);
  if (!event) return unexpected(event.error());
  if (!fields.ok()) return unexpected(fields.problem());
  json::object scrubbed = *event;
  if (const auto config = compile(call, draft)) domain::scrub::scrub_event(scrubbed, *config);
  json::array changes = Differences().between(*event, scrubbed);
  const bool complete = changes.size() < kMaxChanges;
  return json_response(json::object{
      {"changes", std::move(changes)}, {"complete", complete}, {"event", std::move(scrubbed)}});
}

}  // namespace picket::api
