// Why an event is where it is. Source: shared spec "grouping", section 16.
#include "roles/api/event_grouping.h"

#include <string>
#include <utility>
#include <vector>

#include "domain/grouping/config.h"
#include "domain/grouping/from_settings.h"
#include "domain/grouping/info.h"
#include "ports/issues.h"
#include "roles/api/event_loading.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_stats.h"

namespace picket::api {

namespace json = boost::json;

std::shared_ptr<const domain::GroupingSettings> grouping_of(const Call& call, ProjectId project) {
  const domain::ProjectConfig* const config = call.grant.find(project);
  if (config == nullptr) return domain::GroupingSettings::standard();
  return domain::compile_grouping(domain::grouping_texts(config->settings));
}

namespace {

/// The hashes of the event's issue; the event's own row holds the first of them only.
Answer<std::vector<std::string>> stored_hashes(const Call& call, IssueId issue) {
  const auto rows = call.meta().issues().hashes_of(issue, ports::EventStore::kMaxFound);
  if (!rows) return unexpected(failed(rows.error()));
  std::vector<std::string> hashes;
  for (const ports::IssueHash& row : *rows) hashes.push_back(row.hash);
  return hashes;
}

Answer<LoadedEvent> load_event(const Call& call) {
  ports::EventFilter filter = event_filter(call, {});
  filter.event = EventId::parse(call.request.param("event"));
  if (!filter.event) return unexpected(not_found("Event not found"));
  auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  if (rows->empty()) return unexpected(not_found("Event not found"));
  return load_whole(call, std::move(rows->front()));
}

}  // namespace

Answer<net::Response> show_grouping_info(Call& call) {
  const auto event = load_event(call);
  if (!event) return unexpected(event.error());
  const domain::ProjectConfig* const project = call.grant.find(event->row.project);
  if (project == nullptr) return unexpected(not_found());
  domain::GroupingTexts texts = domain::grouping_texts(project->settings);
  const std::string_view other = call.parameters.text_or("config", "");
  if (!other.empty()) {
    if (domain::grouping::find_config(other) == nullptr)
      return unexpected(bad_request("Grouping config is unknown."));
    texts.config = other;
  }
  const auto stored = stored_hashes(call, event->row.issue);
  if (!stored) return unexpected(stored.error());
  const domain::grouping::InfoRequest request{.stored_hashes = *stored, .newest_first = true};
  return json_response(domain::grouping::grouping_info(event->payload->event,
                                                       *domain::compile_grouping(texts), request));
}

}  // namespace picket::api
