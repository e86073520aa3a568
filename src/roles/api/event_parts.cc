#include "roles/api/event_parts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "domain/grouping/json_read.h"
#include "protocol/json.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::grouping::object_at;

constexpr std::pair<std::string_view, std::string_view> kErrorMessages[] = {
    {"invalid_data", "Discarded invalid value"},
    {"invalid_attribute", "Discarded unknown attribute"},
    {"invalid_environment", "Environment cannot contain \"/\" or newlines"},
    {"missing_attribute", "Missing value for required attribute"},
    {"value_too_long", "Discarded value due to exceeding maximum length"},
    {"past_timestamp", "Invalid timestamp (too old)"},
    {"future_timestamp", "Invalid timestamp (in future)"},
    {"clock_drift", "Clock drift detected in SDK"},
};

std::string_view error_message(std::string_view type) noexcept {
  for (const auto& [known, message] : kErrorMessages) {
    if (known == type) return message;
  }
  return "Unknown error";
}

bool is_hidden(std::string_view name) noexcept {
  return name.starts_with("breadcrumbs.") || name.starts_with("extra.") ||
         name.find(".frames.") != std::string_view::npos;
}

/// Ids may be numbers in the payload; clients read text.
json::value as_text(const json::value& value) {
  if (value.is_string() || value.is_null()) return value;
  std::string text;
  protocol::write_json(value, text);
  return json::value(text);
}

json::object empty_user() {
  return {{"id", nullptr},   {"email", nullptr}, {"username", nullptr}, {"ip_address", nullptr},
          {"name", nullptr}, {"geo", nullptr},   {"data", nullptr}};
}

/// value with '\' and '"' escaped, as the search language reads it.
std::string search_filter(std::string_view key, std::string_view value) {
  std::string filter(key);
  filter += ":\"";
  for (const char c : value) {
    if (c == '"') filter += '\\';
    filter += c;
  }
  filter += '"';
  return filter;
}

/// "id:u-77" is searched as user.id:"u-77".
std::string user_filter(std::string_view value) {
  const ascii::Split parts = ascii::split_once(value, ':');
  if (!parts.found) return search_filter("user", value);
  return search_filter("user." + std::string(parts.head), parts.tail);
}

}  // namespace

std::string tag_filter(std::string_view key, std::string_view value) {
  return key == "user" ? user_filter(value) : search_filter(key, value);
}

json::value user_json(const json::object& event) {
  const json::object* const stored = object_at(event, "user");
  if (stored == nullptr || without_nulls(*stored).empty()) return nullptr;
  json::object user = empty_user();
  for (const std::string_view key : {"id", "email", "username", "ip_address", "name"})
    user[key] = as_text(member_or_null(*stored, key));
  for (const std::string_view key : {"geo", "data"}) {
    const json::object* const part = object_at(*stored, key);
    if (part != nullptr && !part->empty()) user[key] = without_nulls(*part);
  }
  return user;
}

json::value user_of_row(const domain::EventRow& row) {
  const ascii::Split parts = ascii::split_once(row.user, ':');
  if (!parts.found) return nullptr;
  json::object user = empty_user();
  const std::string key = parts.head == "ip" ? "ip_address" : std::string(parts.head);
  if (user.contains(key)) user[key] = parts.tail;
  if (!row.user_email.empty()) user["email"] = row.user_email;
  return user;
}

json::array tags_json(const domain::EventRow& row) {
  json::array tags;
  tags.reserve(row.tags.size());
  for (const auto& [key, value] : row.tags) {
    json::object tag{{"key", key}, {"value", value}};
    if (key == "user" || key == "release" || key == "dist") tag["query"] = tag_filter(key, value);
    tags.push_back(std::move(tag));
  }
  return tags;
}

json::object contexts_json(const json::object& event) {
  json::object contexts;
  const json::object* const stored = object_at(event, "contexts");
  if (stored == nullptr) return contexts;
  for (const json::key_value_pair& member : *stored) {
    const json::object* const context = member.value().if_object();
    if (context == nullptr) continue;
    json::object shown = *context;
    if (protocol::find_string(shown, "type").empty()) shown["type"] = member.key();
    contexts[member.key()] = std::move(shown);
  }
  return contexts;
}

json::value sdk_json(const json::object& event) {
  const json::object* const stored = object_at(event, "sdk");
  if (stored == nullptr || without_nulls(*stored).empty()) return nullptr;
  return json::object{{"name", member_or_null(*stored, "name")},
                      {"version", member_or_null(*stored, "version")}};
}

json::array errors_json(const json::object& event) {
  json::array errors;
  const json::array* const stored = protocol::find_array(event, "errors");
  if (stored == nullptr) return errors;
  for (const json::value& one : *stored) {
    const json::object* const error = one.if_object();
    if (error == nullptr || is_hidden(protocol::find_string(*error, "name"))) continue;
    json::object data;
    for (const json::key_value_pair& member : *error) {
      if (member.key() != "type") data.emplace(member.key(), member.value());
    }
    const std::string_view type = protocol::find_string(*error, "type");
    errors.push_back(json::object{{"type", type.empty() ? "unknown_error" : type},
                                  {"message", error_message(type)},
                                  {"data", std::move(data)}});
  }
  return errors;
}

std::string_view message_text(const json::object& event) noexcept {
  const json::object* const entry = object_at(event, "logentry");
  if (entry == nullptr) return {};
  const std::string_view formatted = protocol::find_string(*entry, "formatted");
  return formatted.empty() ? protocol::find_string(*entry, "message") : formatted;
}

}  // namespace picket::api
