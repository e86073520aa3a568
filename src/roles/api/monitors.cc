// Monitors of scheduled jobs. Source: shared spec "api", section 17; the members that sentry-cli
// reads are id, slug, name and status.
#include "ports/monitors.h"

#include <chrono>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "ports/items.h"
#include "protocol/json.h"
#include "roles/api/item_handlers.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"

namespace picket::api {
namespace {

namespace json = boost::json;

std::string_view to_string(ports::CheckInStatus status) {
  switch (status) {
    case ports::CheckInStatus::unknown:
      return "unknown";
    case ports::CheckInStatus::ok:
      return "ok";
    case ports::CheckInStatus::error:
      return "error";
    case ports::CheckInStatus::in_progress:
      return "in_progress";
  }
  return "unknown";
}

/// Of an environment: what its last check-in that ended says.
std::string_view environment_status(ports::CheckInStatus status) {
  const bool told = status == ports::CheckInStatus::ok || status == ports::CheckInStatus::error;
  return told ? to_string(status) : "active";
}

json::object config_of(const ports::Monitor& monitor) {
  const auto stored = protocol::parse_json(monitor.config_json);
  return stored && stored->is_object() ? stored->get_object() : json::object();
}

json::object monitor_json(const Call& call, const ports::Monitor& monitor,
                          const std::vector<ports::MonitorEnvironment>& environments) {
  const domain::ProjectConfig* const project = call.grant.find(monitor.project);
  PICKET_ASSERT(project != nullptr);
  json::array shown;
  for (const ports::MonitorEnvironment& one : environments) {
    if (one.monitor != monitor.id) continue;
    shown.push_back(json::object{{"name", one.name},
                                 {"status", environment_status(one.status)},
                                 {"isMuted", false},
                                 {"lastCheckIn", date_text(one.last_check_in)}});
  }
  return {
      {"id", id_text(monitor.id)},
      {"slug", monitor.slug},
      {"name", monitor.slug},
      {"status", "active"},
      {"type", "cron_job"},
      {"isMuted", false},
      {"config", config_of(monitor)},
      {"dateCreated", date_text(monitor.created)},
      {"project", json::object{{"id", id_text(project->project.value)},
                               {"slug", project->slug},
                               {"name", project->name.empty() ? project->slug : project->name}}},
      {"environments", std::move(shown)}};
}

json::object check_in_json(const ports::CheckIn& check_in) {
  json::value duration = nullptr;
  if (check_in.duration) {
    duration = std::chrono::duration_cast<std::chrono::milliseconds>(*check_in.duration).count();
  }
  return {{"id", check_in.id.to_hex()},
          {"environment", check_in.environment},
          {"status", to_string(check_in.status)},
          {"duration", std::move(duration)},
          {"dateCreated", date_text(check_in.added)},
          {"dateUpdated", date_text(check_in.updated)}};
}

Answer<ports::Monitor> read_monitor(const Call& call) {
  const auto projects = call.grant.project_ids();
  auto found = call.meta().items().monitors().find(projects, call.request.param("monitor"));
  if (!found) return unexpected(failed(found.error()));
  if (!*found) return unexpected(not_found());
  return **std::move(found);
}

Answer<std::vector<ports::MonitorEnvironment>> read_environments(
    const Call& call, const std::vector<ports::Monitor>& monitors) {
  std::vector<std::int64_t> ids;
  ids.reserve(monitors.size());
  for (const ports::Monitor& monitor : monitors) ids.push_back(monitor.id);
  auto found = call.meta().items().monitors().environments(ids);
  if (!found) return unexpected(failed(found.error()));
  return *std::move(found);
}

}  // namespace

Answer<net::Response> list_monitors(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto projects = call.grant.project_ids();
  auto found = call.meta().items().monitors().list(projects, page->offset, page->limit + 1);
  if (!found) return unexpected(failed(found.error()));
  const bool has_next = found->size() > page->limit;
  if (has_next) found->pop_back();
  const auto environments = read_environments(call, *found);
  if (!environments) return unexpected(environments.error());
  json::array shown;
  for (const ports::Monitor& monitor : *found)
    shown.push_back(monitor_json(call, monitor, *environments));
  auto response = json_response(std::move(shown));
  set_links(response, call, *page, has_next);
  return response;
}

Answer<net::Response> show_monitor(Call& call) {
  const auto monitor = read_monitor(call);
  if (!monitor) return unexpected(monitor.error());
  const auto environments = read_environments(call, {*monitor});
  if (!environments) return unexpected(environments.error());
  return json_response(monitor_json(call, *monitor, *environments));
}

Answer<net::Response> list_check_ins(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto monitor = read_monitor(call);
  if (!monitor) return unexpected(monitor.error());
  auto found = call.meta().items().monitors().check_ins(monitor->id, page->offset, page->limit + 1);
  if (!found) return unexpected(failed(found.error()));
  const bool has_next = found->size() > page->limit;
  if (has_next) found->pop_back();
  json::array shown;
  for (const ports::CheckIn& check_in : *found) shown.push_back(check_in_json(check_in));
  auto response = json_response(std::move(shown));
  set_links(response, call, *page, has_next);
  return response;
}

}  // namespace picket::api
