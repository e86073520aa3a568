#include "domain/filter/field.h"

#include <algorithm>
#include <iterator>

#include "domain/filter/event_view.h"
#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

constexpr std::string_view kEvent = "event.";

/// Names that are not the path to their value, or whose empty text is none.
struct Alias {
  std::string_view name;
  std::string_view path;
  bool empty_is_none = false;
};

constexpr Alias kAliases[] = {
    {"transaction.source", "transaction_info.source"},
    {"sentry_user", "user.sentry_user"},
    {"user.email", "user.email", true},
    {"user.id", "user.id", true},
    {"user.segment", "user.segment", true},
    {"environment", "environment", true},
    {"dist", "dist", true},
    {"contexts.os", "contexts.os.os"},
    {"contexts.browser", "contexts.browser.browser"},
    {"contexts.runtime", "contexts.runtime.runtime"},
};

/// Names that are their own path.
constexpr std::string_view kPaths[] = {
    "level",
    "release",
    "transaction",
    "logger",
    "platform",
    "logentry.formatted",
    "logentry.message",
    "user.ip_address",
    "user.name",
    "user.geo.city",
    "user.geo.country_code",
    "user.geo.region",
    "user.geo.subdivision",
    "request.method",
    "request.url",
    "sdk.name",
    "sdk.version",
    "contexts.app.in_foreground",
    "contexts.app.device_app_hash",
    "contexts.device.arch",
    "contexts.device.battery_level",
    "contexts.device.brand",
    "contexts.device.charging",
    "contexts.device.family",
    "contexts.device.model",
    "contexts.device.locale",
    "contexts.device.online",
    "contexts.device.orientation",
    "contexts.device.name",
    "contexts.device.screen_density",
    "contexts.device.screen_dpi",
    "contexts.device.screen_width_pixels",
    "contexts.device.screen_height_pixels",
    "contexts.device.simulator",
    "contexts.device.uuid",
    "contexts.gpu.vendor_name",
    "contexts.gpu.name",
    "contexts.monitor.id",
    "contexts.monitor.slug",
    "contexts.os.build",
    "contexts.os.kernel_version",
    "contexts.os.name",
    "contexts.os.version",
    "contexts.os.rooted",
    "contexts.browser.name",
    "contexts.browser.version",
    "contexts.profile.profile_id",
    "contexts.trace.status",
    "contexts.trace.op",
    "contexts.response.status_code",
    "contexts.unreal.crash_type",
    "contexts.runtime.name",
};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t dot = text.find('.');
    parts.emplace_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

bool take_prefix(std::string_view& text, std::string_view prefix) noexcept {
  if (!text.starts_with(prefix) || text.size() == prefix.size()) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) noexcept {
  if (!text.ends_with(suffix) || text.size() == suffix.size()) return false;
  text.remove_suffix(suffix.size());
  return true;
}

FieldValue value_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::string:
      return std::string_view(value.get_string());
    case json::kind::bool_:
      return value.get_bool();
    case json::kind::int64:
      return value.get_int64();
    case json::kind::uint64:
      return value.get_uint64();
    case json::kind::double_:
      return value.get_double();
    case json::kind::null:
    case json::kind::array:
    case json::kind::object:
      return {};
  }
  return {};
}

FieldValue walk(const json::object& subject, const std::vector<std::string>& path) {
  const json::object* inside = &subject;
  const json::value* found = nullptr;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (inside == nullptr) return {};
    found = inside->if_contains(path[i]);
    if (found == nullptr) return {};
    inside = found->if_object();
  }
  return found == nullptr ? FieldValue{} : value_of(*found);
}

FieldValue text_or_none(std::string_view text) {
  return text.empty() ? FieldValue{} : FieldValue{text};
}

FieldValue tag_of(const json::object& event, std::string_view key) {
  const json::array* const tags = protocol::find_array(event, "tags");
  if (tags == nullptr) return {};
  for (const json::value& tag : *tags) {
    const json::array* const pair = tag.if_array();
    if (pair == nullptr || pair->size() < 2) continue;
    const json::string* const name = (*pair)[0].if_string();
    if (name != nullptr && std::string_view(*name) == key) return value_of((*pair)[1]);
  }
  return {};
}

std::optional<double> seconds_of(const json::object& event, std::string_view name) {
  const json::value* const time = event.if_contains(name);
  if (time == nullptr || !time->is_number()) return std::nullopt;
  return time->to_number<double>();
}

FieldValue duration_of(const json::object& event) {
  if (EventView(event).type() != "transaction") return {};
  const auto begin = seconds_of(event, "start_timestamp");
  const auto end = seconds_of(event, "timestamp");
  if (!begin || !end || *begin > *end) return {};
  return (*end - *begin) * 1000.0;
}

/// package@version+build; without a package the whole text is a hash or a version.
FieldValue release_part_of(std::string_view release, std::string_view part) {
  if (release.empty()) return {};
  const std::size_t at = release.rfind('@');
  const bool has_package = at != std::string_view::npos && at > 0;
  std::string_view version = has_package ? release.substr(at + 1) : release;
  if (part == "package") return has_package ? FieldValue{release.substr(0, at)} : FieldValue{};
  const std::size_t plus = version.find('+');
  if (part == "build") {
    return plus == std::string_view::npos ? FieldValue{} : text_or_none(version.substr(plus + 1));
  }
  return text_or_none(version.substr(0, plus));
}

FieldValue error_type_of(const json::object& event) {
  const json::array* const exceptions = EventView(event).exceptions();
  if (exceptions == nullptr || exceptions->empty()) return {};
  const json::object* const last = exceptions->back().if_object();
  return last == nullptr ? FieldValue{} : text_or_none(protocol::find_string(*last, "type"));
}

}  // namespace

Field Field::of_event(std::string_view name) {
  Field field;
  if (!take_prefix(name, kEvent)) return field;
  const auto* const alias =
      std::find_if(std::begin(kAliases), std::end(kAliases),
                   [&](const Alias& candidate) { return candidate.name == name; });
  if (alias != std::end(kAliases)) {
    field.kind_ = alias->empty_is_none ? Kind::text_path : Kind::path;
    field.path_ = split(alias->path);
  } else if (std::find(std::begin(kPaths), std::end(kPaths), name) != std::end(kPaths)) {
    field.kind_ = Kind::path;
    field.path_ = split(name);
  } else if (name == "duration") {
    field.kind_ = Kind::duration;
  } else if (name == "error.type") {
    field.kind_ = Kind::error_type;
  } else if (name == "release.build" || name == "release.package" ||
             name == "release.version.short") {
    field.kind_ = Kind::release_part;
    field.path_ = {std::string(name.substr(std::string_view("release.").size()))};
  } else if (take_prefix(name, "tags.")) {
    field.kind_ = Kind::tag;
    field.path_ = {std::string(name)};
  } else if (take_prefix(name, "request.headers.")) {
    field.kind_ = Kind::header;
    field.path_ = {std::string(name)};
  } else if (name.starts_with("extra.")) {
    field.kind_ = Kind::path;
    field.path_ = split(name);
  } else if (take_prefix(name, "measurements.") && take_suffix(name, ".value")) {
    field.kind_ = Kind::path;
    field.path_ = {"measurements", std::string(name), "value"};
  } else if (take_prefix(name, "breakdowns.") && name.find('.') != std::string_view::npos) {
    const std::size_t dot = name.find('.');
    field.kind_ = Kind::path;
    field.path_ = {"breakdowns", std::string(name.substr(0, dot)),
                   std::string(name.substr(dot + 1)), "value"};
  }
  return field;
}

Field Field::of_exception(std::string_view name) {
  Field field;
  if (name != "ty" && name != "value") return field;
  field.kind_ = Kind::path;
  field.path_ = {name == "ty" ? "type" : "value"};
  return field;
}

FieldValue Field::read(const json::object& subject) const {
  switch (kind_) {
    case Kind::absent:
      return {};
    case Kind::path:
      return walk(subject, path_);
    case Kind::text_path: {
      const FieldValue value = walk(subject, path_);
      const auto* const text = std::get_if<std::string_view>(&value);
      return text != nullptr && text->empty() ? FieldValue{} : value;
    }
    case Kind::tag:
      return tag_of(subject, path_.front());
    case Kind::header:
      return text_or_none(EventView(subject).header(path_.front()));
    case Kind::duration:
      return duration_of(subject);
    case Kind::release_part:
      return release_part_of(EventView(subject).release(), path_.front());
    case Kind::error_type:
      return error_type_of(subject);
  }
  return {};
}

bool is_exception_list(std::string_view name) noexcept {
  return name == "event.exceptions" || name == "event.exception.values";
}

}  // namespace picket::domain::filter
