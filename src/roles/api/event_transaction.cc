#include "roles/api/event_transaction.h"

#include <utility>

#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "ports/items.h"
#include "protocol/json.h"
#include "roles/api/event_json.h"
#include "roles/api/issue_json.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

double unix_seconds(Timestamp time) {
  return static_cast<double>(to_unix_us(time)) / 1e6;
}

json::object object_or_empty(const json::object& event, std::string_view key) {
  const json::object* const found = protocol::find_object(event, key);
  return found == nullptr ? json::object() : *found;
}

json::array spans_of(const json::object& event) {
  const json::array* const spans = protocol::find_array(event, "spans");
  return spans == nullptr ? json::array() : *spans;
}

}  // namespace

Answer<std::optional<ports::TransactionRow>> find_transaction(const Call& call,
                                                              std::string_view id) {
  const auto event = EventId::parse(id);
  if (!event) return std::optional<ports::TransactionRow>();
  for (const ProjectId project : call.grant.project_ids()) {
    auto found = call.meta().items().transactions().find(project, *event);
    if (!found) return unexpected(failed(found.error()));
    if (*found) return *std::move(found);
  }
  return std::optional<ports::TransactionRow>();
}

Answer<LoadedEvent> load_transaction(const Call& call, const ports::TransactionRow& row) {
  domain::EventRow shown;
  shown.project = row.project;
  shown.event_id = row.event;
  shown.timestamp = row.timestamp;
  shown.received = row.received;
  shown.payload = row.payload;
  auto event = load_whole(call, std::move(shown));
  if (!event) return event;
  const json::object& stored = event->payload->event;
  const domain::BlobRef payload = event->row.payload;
  event->row = domain::row_from_event(
      stored, {row.project, row.event, row.received, protocol::Category::transaction},
      domain::issue_facts(stored, std::nullopt));
  event->row.payload = payload;
  event->row.type = "transaction";
  event->row.title = row.name;
  return event;
}

json::object transaction_json(const LoadedEvent& event, const ports::TransactionRow& row) {
  const json::object& stored = event.payload->event;
  json::object shown = event_base(event);
  for (const char* key : {"fingerprints", "groupingConfig", "culprit", "dateCreated", "crashFile"})
    shown.erase(key);
  shown["metadata"] = json::object{{"title", row.name}};
  shown["location"] = text_or_null(row.name);
  // Behind the others: `_meta` names them by their places.
  shown["entries"].as_array().push_back(
      json::object{{"type", "spans"}, {"data", spans_of(stored)}});
  shown["startTimestamp"] = unix_seconds(row.timestamp - row.duration);
  shown["endTimestamp"] = unix_seconds(row.timestamp);
  shown["measurements"] = object_or_empty(stored, "measurements");
  shown["breakdowns"] = object_or_empty(stored, "breakdowns");
  shown["release"] = release_ref(event.row.release);
  shown["userReport"] = nullptr;
  shown["sdkUpdates"] = json::array();
  shown["resolvedWith"] = json::array();
  shown["nextEventID"] = nullptr;
  shown["previousEventID"] = nullptr;
  return shown;
}

}  // namespace picket::api
