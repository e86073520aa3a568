#include "roles/api/event_entries.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "domain/grouping/json_read.h"
#include "protocol/json.h"
#include "roles/api/json_text.h"
#include "roles/api/stacktrace_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::grouping::object_at;
using domain::grouping::values_at;

/// Data of an entry, or nullopt when the event has no such interface.
using Data = std::optional<json::object>;

json::value mechanism_json(const json::object& exception) {
  const json::object* const mechanism = object_at(exception, "mechanism");
  if (mechanism == nullptr) return nullptr;
  return without_nulls(*mechanism);
}

json::object exception_json(const json::object& exception) {
  json::object shown;
  shown["type"] = member_or_null(exception, "type");
  shown["value"] = member_or_null(exception, "value");
  shown["mechanism"] = mechanism_json(exception);
  shown["threadId"] = member_or_null(exception, "thread_id");
  shown["module"] = member_or_null(exception, "module");
  shown["stacktrace"] = stacktrace_or_null(exception, "stacktrace");
  shown["rawStacktrace"] = stacktrace_or_null(exception, "raw_stacktrace");
  shown["rawValue"] = member_or_null(exception, "raw_value");
  shown["rawModule"] = member_or_null(exception, "raw_module");
  shown["rawType"] = member_or_null(exception, "raw_type");
  return shown;
}

bool has_app_frames(const json::object& shown_exception) {
  const json::object* const stacktrace = shown_exception.at("stacktrace").if_object();
  return stacktrace != nullptr && stacktrace->at("hasSystemFrames").get_bool();
}

Data exceptions(const json::object& event) {
  const json::array* const stored = values_at(event, "exception");
  if (stored == nullptr) return std::nullopt;
  json::array values;
  bool app_frames = false;
  for (const json::value& exception : *stored) {
    if (!exception.is_object()) continue;
    json::object shown = exception_json(exception.get_object());
    app_frames = app_frames || has_app_frames(shown);
    values.push_back(std::move(shown));
  }
  if (values.empty()) return std::nullopt;
  const json::object* const owner = object_at(event, "exception");
  json::object data;
  data["values"] = std::move(values);
  data["hasSystemFrames"] = app_frames;
  data["excOmitted"] =
      owner == nullptr ? json::value(nullptr) : member_or_null(*owner, "exc_omitted");
  return data;
}

json::object thread_json(const json::object& thread) {
  json::object shown;
  for (const std::string_view key : {"id", "name", "crashed", "current", "state"})
    shown[key] = member_or_null(thread, key);
  shown["heldLocks"] = member_or_null(thread, "held_locks");
  shown["stacktrace"] = stacktrace_or_null(thread, "stacktrace");
  shown["rawStacktrace"] = stacktrace_or_null(thread, "raw_stacktrace");
  return shown;
}

/// {"values": [...]} of the objects of a list.
Data each(const json::object& event, std::string_view key,
          json::object (*shape)(const json::object&)) {
  const json::array* const stored = values_at(event, key);
  if (stored == nullptr) return std::nullopt;
  json::array values;
  for (const json::value& one : *stored) {
    if (one.is_object()) values.push_back(shape(one.get_object()));
  }
  if (values.empty()) return std::nullopt;
  return json::object{{"values", std::move(values)}};
}

Data threads(const json::object& event) {
  return each(event, "threads", &thread_json);
}

/// Seconds since 1970 as ISO text; anything else as it is.
json::value time_text(const json::value& time) {
  constexpr double kMaxSeconds = 253'402'300'799.0;  // Year 9999.
  if (!time.is_number()) return time;
  const double seconds = time.to_number<double>();
  if (!(seconds >= 0 && seconds <= kMaxSeconds)) return nullptr;
  return date_text(from_unix_us(std::llround(seconds * 1e6)));
}

json::value text_or(const json::object& object, std::string_view key, std::string_view otherwise) {
  const std::string_view text = protocol::find_string(object, key);
  return json::value(text.empty() ? otherwise : text);
}

json::object breadcrumb_json(const json::object& crumb) {
  json::object shown;
  shown["type"] = text_or(crumb, "type", "default");
  shown["timestamp"] = time_text(member_or_null(crumb, "timestamp"));
  shown["level"] = text_or(crumb, "level", "info");
  for (const std::string_view key : {"message", "category"})
    shown[key] = member_or_null(crumb, key);
  const json::object* const data = object_at(crumb, "data");
  shown["data"] = data == nullptr || data->empty() ? json::value(nullptr) : json::value(*data);
  shown["event_id"] = member_or_null(crumb, "event_id");
  return shown;
}

Data breadcrumbs(const json::object& event) {
  return each(event, "breadcrumbs", &breadcrumb_json);
}

/// A list of pairs, an object as one, sorted by key where asked.
json::value pairs(const json::object& owner, std::string_view key, bool sorted) {
  json::array list;
  if (const json::array* const stored = protocol::find_array(owner, key)) {
    list = *stored;
  } else if (const json::object* const object = object_at(owner, key)) {
    for (const json::key_value_pair& member : *object)
      list.push_back({json::string(member.key()), member.value()});
  } else if (const json::value text = member_or_null(owner, key); text.is_string()) {
    return text;
  }
  if (sorted) {
    const auto name = [](const json::value& pair) {
      const json::array* const parts = pair.if_array();
      const bool named = parts != nullptr && !parts->empty() && parts->front().is_string();
      return named ? std::string_view(parts->front().get_string()) : std::string_view();
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const json::value& a, const json::value& b) { return name(a) < name(b); });
  }
  return list;
}

Data request(const json::object& event) {
  const json::object* const stored = object_at(event, "request");
  if (stored == nullptr || without_nulls(*stored).empty()) return std::nullopt;
  json::object data;
  data["apiTarget"] = member_or_null(*stored, "api_target");
  data["method"] = member_or_null(*stored, "method");
  data["url"] = member_or_null(*stored, "url");
  data["query"] = pairs(*stored, "query_string", false);
  data["fragment"] = member_or_null(*stored, "fragment");
  data["data"] = member_or_null(*stored, "data");
  data["headers"] = pairs(*stored, "headers", true);
  data["cookies"] = pairs(*stored, "cookies", false);
  data["env"] = member_or_null(*stored, "env");
  data["inferredContentType"] = member_or_null(*stored, "inferred_content_type");
  return data;
}

Data message(const json::object& event) {
  const json::object* const stored = object_at(event, "logentry");
  if (stored == nullptr) return std::nullopt;
  const json::value plain = member_or_null(*stored, "message");
  const json::value formatted = member_or_null(*stored, "formatted");
  if (plain.is_null() && formatted.is_null()) return std::nullopt;
  json::object data;
  data["formatted"] = formatted.is_null() ? plain : formatted;
  data["message"] = plain;
  data["params"] = member_or_null(*stored, "params");
  return data;
}

Data stacktrace(const json::object& event) {
  const json::object* const stored = object_at(event, "stacktrace");
  if (stored == nullptr) return std::nullopt;
  json::object data = stacktrace_json(*stored);
  if (data.at("frames").get_array().empty()) return std::nullopt;
  return data;
}

Data page_template(const json::object& event) {
  const json::object* const stored = object_at(event, "template");
  if (stored == nullptr) return std::nullopt;
  json::object data;
  data["lineNo"] = member_or_null(*stored, "lineno");
  data["filename"] = member_or_null(*stored, "filename");
  data["context"] = source_context(*stored);
  return data;
}

/// Security reports keep the browser's names.
Data report(const json::object& event, std::string_view key) {
  const json::object* const stored = object_at(event, key);
  if (stored == nullptr) return std::nullopt;
  json::object data = without_nulls(*stored);
  if (data.empty()) return std::nullopt;
  return data;
}

Data debug_images(const json::object& event) {
  const json::object* const stored = object_at(event, "debug_meta");
  if (stored == nullptr || protocol::find_array(*stored, "images") == nullptr) return std::nullopt;
  return without_nulls(*stored);
}

void add(std::vector<Entry>& entries, std::string_view type, std::string_view source, Data data) {
  if (data) entries.push_back({type, source, *std::move(data)});
}

}  // namespace

std::vector<Entry> event_entries(const json::object& event) {
  std::vector<Entry> entries;
  add(entries, "exception", "exception", exceptions(event));
  add(entries, "threads", "threads", threads(event));
  add(entries, "stacktrace", "stacktrace", stacktrace(event));
  add(entries, "template", "template", page_template(event));
  add(entries, "breadcrumbs", "breadcrumbs", breadcrumbs(event));
  add(entries, "request", "request", request(event));
  add(entries, "message", "logentry", message(event));
  for (const std::string_view key : {"csp", "hpkp", "expectct", "expectstaple", "nel"})
    add(entries, key, key, report(event, key));
  add(entries, "debugmeta", "debug_meta", debug_images(event));
  return entries;
}

}  // namespace picket::api
