#include "domain/items/unreal_event.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

constexpr std::string_view kGameEvent = "__sentry";

enum class Kind : std::uint8_t { text, boolean, number };

/// A property, as the context `unreal` names it.
struct Property {
  std::string_view name;
  std::string_view key;
  Kind kind = Kind::text;
};

/// The names are relay's, misspelt ones included: filters and searches refer to them.
constexpr Property kProperties[] = {
    {"CrashGUID", "crash_guid"},
    {"ProcessId", "process_id", Kind::number},
    {"IsInternalBuild", "is_internal_build", Kind::boolean},
    {"IsSourceDistribution", "is_source_distribution", Kind::boolean},
    {"IsAssert", "is_assert", Kind::boolean},
    {"IsEnsure", "is_ensure", Kind::boolean},
    {"CrashType", "crash_type"},
    {"SecondsSinceStart", "seconds_since_start", Kind::number},
    {"GameName", "game_name"},
    {"ExecutableName", "executable_name"},
    {"BuildConfiguration", "build_configuration"},
    {"PlatformName", "platform_name"},
    {"EngineMode", "engine_mode"},
    {"EngineVersion", "engine_version"},
    {"LanguageLCID", "language_lcid", Kind::number},
    {"AppDefaultLocale", "app_default_locate"},
    {"BuildVersion", "build_version"},
    {"IsUE4Release", "is_ue4_release", Kind::boolean},
    {"BaseDir", "base_dir"},
    {"RootDir", "root_dir"},
    {"MachineId", "machine_id"},
    {"LoginId", "login_id"},
    {"EpicAccountId", "epic_account_id"},
    {"CrashReporterMessage", "crash_reporter_message"},
    {"Misc.NumberOfCores", "misc_number_of_cores", Kind::number},
    {"Misc.NumberOfCoresIncludingHyperthreads", "misc_number_of_cores_inc_hyperthread",
     Kind::number},
    {"Misc.Is64bitOperatingSystem", "misc_is_64bit", Kind::boolean},
    {"Misc.CPUVendor", "misc_cpu_vendor"},
    {"Misc.CPUBrand", "misc_cpu_brand"},
    {"Misc.PrimaryGPUBrand", "misc_primary_gpu_brand"},
    {"Misc.OSVersionMinor", "misc_os_version_minor"},
    {"GameStateName", "game_state_name"},
    {"MemoryStats.TotalVirtual", "memory_stats_total_virtual", Kind::number},
    {"MemoryStats.PageSize", "memory_stats_page_size", Kind::number},
    {"MemoryStats.TotalPhysicalGB", "memory_stats_total_phsysical_gb", Kind::number},
    {"TimeOfCrash", "time_of_crash", Kind::number},
    {"bAllowToBeContacted", "allowed_to_be_contacted", Kind::boolean},
    // Long: behind the others, as the context has a size that is cut at its end.
    {"CallStack", "legacy_call_stack"},
    {"PCallStack", "portable_call_stack"},
};

/// Have a place of their own in an event, or are of no use beside the dump.
constexpr std::string_view kElsewhere[] = {
    "ErrorMessage",
    "UserName",
    "UserDescription",
    "MemoryStats.TotalPhysical",
    "Misc.OSVersionMajor",
    "CrashReportClientVersion",
    "Modules",
};

/// Properties of the engine that are the graphics card's.
constexpr Property kGpu[] = {
    {"RHI.AdapterName", "name"},      {"RHI.DeviceId", "id"},
    {"RHI.GPUVendor", "vendor_name"}, {"RHI.UserDriverVersion", "version"},
    {"RHI.RHIName", "api_type"},      {"RHI.FeatureLevel", "graphics_shader_level"},
};

json::object& child(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  return value.is_object() ? value.get_object() : value.emplace_object();
}

json::object& context(json::object& event, std::string_view name) {
  return child(child(event, "contexts"), name);
}

bool is_absent(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return true;
  return value->is_string() && value->get_string().empty();
}

template <class Value>
void set_if_absent(json::object& object, std::string_view key, const Value& value) {
  if (is_absent(object, key)) object[key] = value;
}

void add_tag(std::string_view key, std::string_view value, json::object& event) {
  json::value& tags = event["tags"];
  if (json::array* const pairs = tags.if_array()) {
    pairs->push_back(json::array{key, value});
  } else {
    child(event, "tags")[key] = value;
  }
}

std::optional<bool> truth_of(std::string_view text) noexcept {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

/// As what it should be, or as the text that it is.
json::value value_of(Kind kind, std::string_view text) {
  if (kind == Kind::boolean) {
    if (const auto truth = truth_of(text)) return *truth;
  } else if (kind == Kind::number) {
    if (const auto number = ascii::parse_uint<std::uint64_t>(text)) return *number;
  }
  return json::value(text);
}

/// Asserts and ensures are no crashes.
void write_level(const UnrealProperties& runtime, json::object& event) {
  const std::string_view type = find_property(runtime, "CrashType");
  if (type == "Assert" || truth_of(find_property(runtime, "IsAssert")).value_or(false)) {
    set_if_absent(event, "level", "error");
  } else if (type == "Ensure" || truth_of(find_property(runtime, "IsEnsure")).value_or(false)) {
    set_if_absent(event, "level", "warning");
  }
}

/// Properties of the crash that have a place in every event.
void write_known(const UnrealProperties& runtime, json::object& event) {
  const auto value = [&runtime](std::string_view name) { return find_property(runtime, name); };
  if (const auto text = value("ErrorMessage"); !text.empty()) {
    set_if_absent(child(event, "logentry"), "formatted", text);
  }
  if (const auto text = value("UserName"); !text.empty()) {
    set_if_absent(child(event, "user"), "username", text);
  }
  if (const auto text = value("LoginId"); !text.empty()) {
    set_if_absent(child(event, "user"), "id", text);
  }
  if (const auto bytes = ascii::parse_uint<std::uint64_t>(value("MemoryStats.TotalPhysical"))) {
    set_if_absent(context(event, "device"), "memory_size", *bytes);
  }
  if (const auto text = value("Misc.OSVersionMajor"); !text.empty()) {
    json::object& os = context(event, "os");
    if (is_absent(os, "raw_description")) set_if_absent(os, "name", text);
  }
  write_level(runtime, event);
}

void write_gpu(const CrashContext& crash, json::object& event) {
  for (const Property& property : kGpu) {
    std::string_view value = find_property(crash.engine, property.name);
    if (property.key == "name" && value.empty()) {
      value = find_property(crash.runtime, "Misc.PrimaryGPUBrand");
    }
    if (!value.empty()) set_if_absent(context(event, "gpu"), property.key, value);
  }
}

void write_game(const UnrealProperties& game, json::object& event) {
  for (const auto& [name, value] : game) context(event, "game")[name] = value;
}

void write_others(const UnrealProperties& runtime, json::object& event) {
  json::object others;
  for (const Property& property : kProperties) {
    const std::string_view text = find_property(runtime, property.name);
    if (!text.empty()) others[property.key] = value_of(property.kind, text);
  }
  json::object custom;
  for (const auto& [name, value] : runtime) {
    const bool is_known =
        std::find(std::begin(kElsewhere), std::end(kElsewhere), name) != std::end(kElsewhere) ||
        std::any_of(std::begin(kProperties), std::end(kProperties),
                    [&name = name](const Property& known) { return known.name == name; });
    if (!is_known) custom[name] = value;
  }
  if (!custom.empty()) others["custom"] = std::move(custom);
  if (others.empty()) return;
  json::object& unreal = context(event, "unreal");
  for (auto& [key, value] : others) unreal[key] = std::move(value);
}

void write_sdk(const UnrealProperties& runtime, json::object& event) {
  json::value& sdk = event["sdk"];
  if (!sdk.is_null()) return;
  const std::string_view version = find_property(runtime, "CrashReportClientVersion");
  json::object& names = sdk.emplace_object();
  names["name"] = "unreal.crashreporter";
  names["version"] = version.empty() ? "0.0.0" : version;
}

}  // namespace

std::optional<json::object> take_game_event(CrashContext& crash, const json::storage_ptr& arena) {
  const auto found = std::find_if(crash.game.begin(), crash.game.end(), [](const auto& property) {
    return property.first == kGameEvent;
  });
  if (found == crash.game.end()) return std::nullopt;
  auto parsed = protocol::parse_json(found->second, arena, protocol::NonFinite::keep);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  crash.game.erase(found);
  return std::move(parsed->get_object());
}

void write_unreal_user(std::string_view user_id, json::object& event) {
  const ascii::Split user = ascii::split_once(user_id, '|');
  const ascii::Split account = ascii::split_once(user.tail, '|');
  if (!user.head.empty()) child(event, "user")["id"] = to_valid_utf8(user.head);
  if (!account.head.empty()) add_tag("epic_account_id", to_valid_utf8(account.head), event);
  if (!account.tail.empty()) add_tag("machine_id", to_valid_utf8(account.tail), event);
}

void write_unreal(const CrashContext& crash, json::object& event) {
  write_known(crash.runtime, event);
  write_gpu(crash, event);
  write_game(crash.game, event);
  write_others(crash.runtime, event);
  write_sdk(crash.runtime, event);
}

std::string unreal_user_report(const CrashContext& crash, const EventId& event) {
  const std::string_view comments = find_property(crash.runtime, "UserDescription");
  if (comments.empty()) return {};
  const std::string_view name = find_property(crash.runtime, "UserName");
  json::object report;
  report["event_id"] = event.to_hex();
  report["name"] = name.empty() ? "unknown" : name;
  report["email"] = "";
  report["comments"] = comments;
  std::string text;
  protocol::write_json(report, text);
  return text;
}

void append_breadcrumbs(json::array crumbs, json::object& event) {
  if (crumbs.empty()) return;
  json::value& breadcrumbs = event["breadcrumbs"];
  json::value* values = &breadcrumbs;
  if (!breadcrumbs.is_array()) values = &child(event, "breadcrumbs")["values"];
  json::array& all = values->is_array() ? values->get_array() : values->emplace_array();
  for (json::value& crumb : crumbs) all.push_back(std::move(crumb));
}

}  // namespace picket::domain::items
