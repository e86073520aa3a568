// What an event says where its SDK says nothing. Source: shared spec "ingest", section 3.12.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/auth_header.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kPlatforms[] = {
    "as3",        "c",      "cfml", "cocoa", "csharp", "elixir", "go",  "groovy", "haskell", "java",
    "javascript", "native", "node", "objc",  "other",  "perl",   "php", "python", "ruby"};

/// Only servers say these; `metadata` and the like are what old servers added to exported events.
constexpr const char* kServerOnly[] = {"grouping_config", "key_id", "_metrics",         "_dsc",
                                       "metadata",        "hashes", "applecrashreport", "device",
                                       "repos",           "query"};

bool has_values(const json::object& event, std::string_view key) noexcept {
  const json::object* const wrapper = protocol::find_object(event, key);
  const json::array* const values =
      wrapper != nullptr ? protocol::find_array(*wrapper, "values") : nullptr;
  return values != nullptr && std::any_of(values->begin(), values->end(),
                                          [](const json::value& v) { return !v.is_null(); });
}

std::string_view infer_type(const json::object& event, EventKind kind) noexcept {
  if (kind == EventKind::transaction) return "transaction";
  if (kind == EventKind::feedback) return "feedback";
  if (has_values(event, "exception")) return "error";
  for (const std::string_view report : {"csp", "hpkp", "expectct", "expectstaple"}) {
    if (protocol::find_object(event, report) != nullptr) return report;
  }
  const json::object* const contexts = protocol::find_object(event, "contexts");
  if (contexts != nullptr && protocol::find_object(*contexts, "nel") != nullptr) return "nel";
  return "default";
}

/// Instead of what an SDK says, and of what is known about the inside of that.
template <class Value>
void set(Work& work, std::string_view key, Value&& value) {
  const Path root;
  work.meta.forget_inside(Path(root, key));
  work.event[key] = std::forward<Value>(value);
}

void set_platform(Work& work) {
  const std::string platform(protocol::find_string(work.event, "platform"));
  if (std::find(std::begin(kPlatforms), std::end(kPlatforms), platform) != std::end(kPlatforms)) {
    return;
  }
  const Path root;
  if (!platform.empty()) work.meta.original(Path(root, "platform"), json::value(platform));
  work.event["platform"] = "other";
}

void set_sdk(Work& work) {
  const std::string_view client = work.context.client;
  if (client.empty() || protocol::find_object(work.event, "sdk") != nullptr) return;
  const std::size_t separator = std::min(client.find('/'), client.size());
  const std::size_t end = separator < client.size() ? separator : client.find(' ');
  const std::string_view name = client.substr(0, end);
  if (end >= client.size() || name.empty()) return;
  work.event["sdk"] =
      json::object({{"name", name}, {"version", client.substr(end + 1)}}, work.event.storage());
}

}  // namespace

StepResult set_identity(Work& work) {
  const Path root;
  for (const char* const key : kServerOnly) {
    work.meta.forget(Path(root, key));
    work.event.erase(key);
  }
  set(work, "event_id", work.context.event_id.to_hex());
  set(work, "project", work.context.project.value);
  if (work.context.key) set(work, "key_id", std::to_string(work.context.key.value));
  set(work, "version", std::to_string(protocol::kProtocolVersion));
  return {};
}

StepResult set_defaults(Work& work) {
  set_platform(work);
  const EventKind kind = work.context.kind;
  set(work, "type", infer_type(work.event, kind));
  json::value& level = work.event["level"];
  if (level.is_null()) level = kind == EventKind::transaction ? "info" : "error";
  json::value& logger = work.event["logger"];
  if (logger.is_null()) logger = "";
  set_sdk(work);
  return {};
}

StepResult normalize_breadcrumbs(Work& work) {
  const json::object* const wrapper = protocol::find_object(work.event, "breadcrumbs");
  if (wrapper == nullptr || protocol::find_array(*wrapper, "values") == nullptr) return {};
  for (json::value& value :
       work.event.find("breadcrumbs")->value().get_object().find("values")->value().get_array()) {
    json::object* const breadcrumb = value.if_object();
    if (breadcrumb == nullptr) continue;
    if (protocol::find_string(*breadcrumb, "type").empty()) (*breadcrumb)["type"] = "default";
    if (protocol::find_string(*breadcrumb, "level").empty()) (*breadcrumb)["level"] = "info";
  }
  return {};
}

}  // namespace picket::domain::normalize
