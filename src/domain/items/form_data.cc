#include "domain/items/form_data.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/ascii.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "domain/normalize/scalar.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

constexpr std::string_view kRoot = "sentry";

/// `[a][b]` as its names; nullopt when it is no path.
std::optional<std::vector<std::string_view>> path_of(std::string_view text) {
  std::vector<std::string_view> path;
  while (!text.empty()) {
    const std::size_t end = text.find(']');
    if (!text.starts_with('[') || end == std::string_view::npos || path.size() >= kMaxFormDepth) {
      return std::nullopt;
    }
    path.push_back(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
  }
  if (path.empty()) return std::nullopt;
  return path;
}

json::object& child(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  return value.is_object() ? value.get_object() : value.emplace_object();
}

void set_extra(json::object& event, const FormField& field) {
  child(event, "extra")[to_valid_utf8(field.name)] = to_valid_utf8(field.value);
}

/// False when it is no JSON object.
bool merge_json(std::string_view text, json::object& event) {
  auto parsed = protocol::parse_json(text, event.storage());
  if (!parsed || !parsed->is_object()) return false;
  for (auto& [key, value] : parsed->get_object()) merge_deep(std::move(value), event[key]);
  return true;
}

void set_path(const std::vector<std::string_view>& path, std::string_view value,
              json::object& event) {
  json::object* parent = &event;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    parent = &child(*parent, to_valid_utf8(path[i]));
  }
  (*parent)[to_valid_utf8(path.back())] = to_valid_utf8(value);
}

/// Number of `sentry__<number>`.
std::optional<std::uint32_t> chunk_of(std::string_view suffix) {
  if (!suffix.starts_with("__")) return std::nullopt;
  return ascii::parse_uint<std::uint32_t>(suffix.substr(2));
}

std::optional<Timestamp> last_time(const json::array& crumbs) {
  for (auto crumb = crumbs.rbegin(); crumb != crumbs.rend(); ++crumb) {
    const json::value* const time = protocol::find(*crumb, "timestamp");
    if (time == nullptr) continue;
    if (const auto read = normalize::read_timestamp(*time)) return read;
  }
  return std::nullopt;
}

}  // namespace

void merge_deep(json::value from, json::value& into) {
  if (from.is_object() && into.is_object()) {
    for (auto& [key, value] : from.get_object()) {
      merge_deep(std::move(value), into.get_object()[key]);
    }
  } else if (from.is_array() && into.is_array()) {
    for (json::value& value : from.get_array()) into.get_array().push_back(std::move(value));
  } else {
    into = std::move(from);
  }
}

void merge_form(const std::vector<FormField>& fields, json::object& event) {
  std::map<std::uint32_t, std::string_view> chunks;
  for (const FormField& field : fields) {
    if (!field.name.starts_with(kRoot)) {
      set_extra(event, field);
      continue;
    }
    const std::string_view suffix = field.name.substr(kRoot.size());
    if (suffix.empty() || suffix.starts_with("___")) {
      if (!merge_json(field.value, event)) set_extra(event, field);
    } else if (const auto chunk = chunk_of(suffix)) {
      chunks[*chunk] = field.value;
    } else if (const auto path = path_of(suffix)) {
      set_path(*path, field.value, event);
    } else {
      set_extra(event, field);
    }
  }
  std::string text;
  for (const auto& [index, chunk] : chunks) text += chunk;
  if (!text.empty() && !merge_json(text, event)) set_extra(event, {kRoot, text});
}

json::array merge_breadcrumbs(json::array one, json::array other) {
  const std::size_t most = std::max(one.size(), other.size());
  const auto first = last_time(one);
  const auto second = last_time(other);
  if (second && (!first || *second < *first)) one.swap(other);
  for (json::value& crumb : other) one.push_back(std::move(crumb));
  if (one.size() > most) one.erase(one.begin(), one.end() - static_cast<std::ptrdiff_t>(most));
  return one;
}

}  // namespace picket::domain::items
