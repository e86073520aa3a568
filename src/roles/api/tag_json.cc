#include "roles/api/tag_json.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "roles/api/event_parts.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
    {"url", "URL"}, {"os", "OS"}, {"server_name", "Server"}, {"user", "User"}};

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "id:u-77" is somebody called "u-77".
std::string_view value_label(std::string_view key, std::string_view value) {
  if (value.empty()) return "(empty)";
  if (key != "user") return value;
  const ascii::Split parts = ascii::split_once(value, ':');
  return parts.found && !parts.tail.empty() ? parts.tail : value;
}

}  // namespace

std::string tag_label(std::string_view key) {
  for (const auto& [known, label] : kLabels) {
    if (key == known) return std::string(label);
  }
  std::string label;
  bool starts_word = true;
  for (const char c : key) {
    if (c == '_') {
      label += ' ';
    } else if (starts_word && c >= 'a' && c <= 'z') {
      label += static_cast<char>(c - 'a' + 'A');
    } else {
      label += c;
    }
    starts_word = !is_letter(c);
  }
  return label;
}

json::object tag_key_json(std::string_view key, std::int64_t events) {
  return {{"key", key}, {"name", tag_label(key)}, {"totalValues", events}};
}

json::object tag_summary_json(const ports::TagSummary& summary) {
  json::object shown = tag_key_json(summary.key, summary.events);
  json::array top;
  for (const ports::TagValue& value : summary.top)
    top.push_back(tag_value_json(summary.key, value));
  shown["topValues"] = std::move(top);
  return shown;
}

json::object tag_value_json(std::string_view key, const ports::TagValue& value) {
  json::object shown;
  shown["key"] = key;
  shown["name"] = value_label(key, value.value);
  shown["value"] = value.value;
  shown["count"] = value.events;
  shown["lastSeen"] = date_text(value.last_seen);
  shown["firstSeen"] = date_text(value.first_seen);
  if (key == "user") shown["query"] = tag_filter(key, value.value);
  return shown;
}

void say_if_sampled(std::span<const ports::TagSummary> tags, net::Response& response) {
  const bool sampled = std::any_of(tags.begin(), tags.end(),
                                   [](const ports::TagSummary& tag) { return tag.sampled; });
  if (sampled) response.headers.set("X-Picket-Sampled", "1");
}

bool is_tag_key(std::string_view key) noexcept {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':' || c == '-';
  });
}

}  // namespace picket::api
