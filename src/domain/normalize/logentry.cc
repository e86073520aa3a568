// The log message. Source: shared spec "ingest", section 3.9.
#include <optional>
#include <string>
#include <utility>

#include "domain/normalize/message_format.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// Nothing to show: null with an error, the known attributes kept for whoever looks.
void reject(json::value& value, const Path& path, Meta& meta) {
  json::object original(value.storage());
  for (const char* const key : {"formatted", "message", "params"}) {
    json::value* const attribute = value.get_object().if_contains(key);
    original.emplace(key, attribute != nullptr ? std::move(*attribute) : json::value());
  }
  meta.forget(path);
  meta.invalid(path, "no message present");
  meta.original(path, original);
  value = nullptr;
}

}  // namespace

StepResult normalize_logentry(Work& work) {
  json::value* const value = work.event.if_contains("logentry");
  if (value == nullptr || !value->is_object()) return {};
  json::object& entry = value->get_object();
  const Path root;
  const Path path(root, "logentry");
  const Path message_path(path, "message");
  const Path formatted_path(path, "formatted");

  json::value* const message = entry.if_contains("message");
  const bool has_message = message != nullptr && message->is_string();
  const json::value* formatted = entry.if_contains("formatted");
  bool has_formatted = formatted != nullptr && formatted->is_string();
  if (!has_message && !has_formatted) {
    reject(*value, path, work.meta);
    return {};
  }
  const json::value* const params = entry.if_contains("params");
  if (!has_formatted && params != nullptr) {
    if (auto text = format_message(as_view(message->get_string()), *params)) {
      entry["formatted"] = *text;
      return {};
    }
  }
  if (has_message && (!has_formatted || formatted->get_string() == message->get_string())) {
    json::value moved = std::move(*message);
    entry.erase("message");
    if (!has_formatted) work.meta.move(message_path, formatted_path);
    work.meta.forget(message_path);
    entry["formatted"] = std::move(moved);
  }
  return {};
}

}  // namespace picket::domain::normalize
