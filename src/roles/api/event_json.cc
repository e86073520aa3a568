#include "roles/api/event_json.h"

#include <utility>

#include "domain/grouping/grouping.h"
#include "domain/grouping/json_read.h"
#include "domain/issue/facts.h"
#include "protocol/json.h"
#include "roles/api/event_entries.h"
#include "roles/api/event_meta.h"
#include "roles/api/event_parts.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::grouping::object_at;

const json::object& content(const LoadedEvent& event) {
  static const json::object kNothing;
  return event.payload ? event.payload->event : kNothing;
}

json::object metadata_of(const LoadedEvent& event) {
  if (!event.payload) return {{"title", event.row.title}};
  const json::object& payload = event.payload->event;
  const auto main_exception_id = domain::group_event(payload).main_exception_id;
  boost::system::error_code failed;
  json::value metadata =
      json::parse(domain::issue_facts(payload, main_exception_id).metadata_json, failed);
  return !failed && metadata.is_object() ? std::move(metadata.get_object()) : json::object();
}

/// The file that the title speaks of; of a browser's report the address or host.
json::value location_of(const json::object& metadata) {
  for (const char* const key : {"location", "filename", "uri", "origin"}) {
    json::value location = member_or_null(metadata, key);
    if (!location.is_null()) return location;
  }
  return nullptr;
}

json::value user_of(const LoadedEvent& event) {
  return event.payload ? user_json(event.payload->event) : user_of_row(event.row);
}

std::string_view type_of(const domain::EventRow& row) {
  return row.type.empty() ? "default" : std::string_view(row.type);
}

json::object object_or_empty(const json::object& event, std::string_view key) {
  const json::object* const object = object_at(event, key);
  return object == nullptr ? json::object() : *object;
}

json::array fingerprints_of(const LoadedEvent& event) {
  json::array hashes;
  if (!event.payload) return hashes;
  for (const std::string& hash : domain::group_event(event.payload->event).hashes)
    hashes.emplace_back(hash);
  return hashes;
}

json::array errors_of(const LoadedEvent& event) {
  if (event.payload) return errors_json(event.payload->event);
  json::object error;
  error["type"] = "unknown_error";
  error["message"] = "The event's details are gone: its age exceeded the retention period";
  error["data"] = json::object();
  json::array errors;
  errors.push_back(std::move(error));
  return errors;
}

json::array entries_json(std::vector<Entry> entries) {
  json::array shown;
  for (Entry& entry : entries)
    shown.push_back(json::object{{"type", entry.type}, {"data", std::move(entry.data)}});
  return shown;
}

void add_ids(json::object& shown, const domain::EventRow& row) {
  const std::string id = row.event_id.to_hex();
  shown["id"] = id;
  shown["groupID"] = row.issue ? id_text(row.issue.value) : json::value(nullptr);
  shown["eventID"] = id;
  shown["projectID"] = id_text(row.project.value);
}

}  // namespace

json::object event_summary(const LoadedEvent& event) {
  json::object metadata = metadata_of(event);
  json::object shown;
  add_ids(shown, event.row);
  shown["event.type"] = type_of(event.row);
  shown["message"] = message_text(content(event));
  shown["title"] = event.row.title;
  shown["location"] = location_of(metadata);
  shown["culprit"] = event.row.culprit;
  shown["user"] = user_of(event);
  shown["tags"] = tags_json(event.row);
  shown["platform"] = event.row.platform.empty() ? "other" : std::string_view(event.row.platform);
  shown["dateCreated"] = date_text(event.row.timestamp);
  shown["crashFile"] = nullptr;
  shown["metadata"] = std::move(metadata);
  return shown;
}

json::object event_base(const LoadedEvent& event) {
  const json::object& stored = content(event);
  std::vector<Entry> entries = event_entries(stored);
  json::object meta = event_meta(stored, entries, event.row.tags);
  json::object shown = event_summary(event);
  shown.erase("event.type");
  shown["size"] = event.payload ? json::value(event.payload->json_bytes) : json::value(nullptr);
  shown["entries"] = entries_json(std::move(entries));
  shown["dist"] = text_or_null(event.row.dist);
  shown["contexts"] = contexts_json(stored);
  shown["sdk"] = sdk_json(stored);
  shown["context"] = object_or_empty(stored, "extra");
  shown["packages"] = object_or_empty(stored, "modules");
  shown["type"] = type_of(event.row);
  shown["dateReceived"] = date_text(event.row.received);
  shown["errors"] = errors_of(event);
  shown["occurrence"] = nullptr;
  shown["_meta"] = std::move(meta);
  shown["fingerprints"] = fingerprints_of(event);
  shown["groupingConfig"] = json::object{{"id", domain::kGroupingConfig}, {"enhancements", ""}};
  return shown;
}

}  // namespace picket::api
