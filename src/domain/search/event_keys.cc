#include <string_view>

#include "domain/search/keys.h"

namespace picket::domain::search {
namespace {

using enum ValueType;
using enum ValueRule;

constexpr std::string_view kLevels[] = {"fatal", "error", "warning", "info", "debug", "sample"};
constexpr std::string_view kEventTypes[] = {"error",    "default",      "csp", "hpkp",
                                            "expectct", "expectstaple", "nel", "transaction"};
constexpr std::string_view kTruths[] = {"true", "false"};
constexpr std::string_view kStages[] = {"adopted", "low", "replaced"};
constexpr std::string_view kClasses[] = {"high", "medium", "low"};
constexpr std::string_view kSpanStatuses[] = {
    "ok",        "cancelled",      "unknown",           "invalid_argument",   "deadline_exceeded",
    "not_found", "already_exists", "permission_denied", "resource_exhausted", "failed_precondition",
    "aborted",   "out_of_range",   "unimplemented",     "internal_error",     "unavailable",
    "data_loss", "unauthenticated"};

constexpr KeyInfo kEventKeys[] = {
    {"app.in_foreground", boolean, none, "The app was visible", {}, kTruths},
    {"device.arch", text, none, "CPU architecture"},
    {"device.brand", text, none, "Brand of the device"},
    {"device.charging", boolean, none, "The device was being charged", {}, kTruths},
    {"device.class", text, words, "Performance class of the device", {}, kClasses},
    {"device.family", text, none, "Family of the device"},
    {"device.locale", text, none, "Locale of the device"},
    {"device.low_memory", boolean, none, "The device was short of memory", {}, kTruths},
    {"device.model_id", text, none, "Internal model of the device"},
    {"device.name", text, none, "Name of the device"},
    {"device.online", boolean, none, "The device was online", {}, kTruths},
    {"device.orientation", text, none, "portrait or landscape"},
    {"device.screen_density", text, none, "Pixel density of the screen"},
    {"device.screen_dpi", text, none, "Dots per inch of the screen"},
    {"device.screen_height_pixels", text, none, "Height of the screen"},
    {"device.screen_width_pixels", text, none, "Width of the screen"},
    {"device.simulator", boolean, none, "The device was simulated", {}, kTruths},
    {"device.uuid", text, none, "Id of the device"},
    {"dist", text, none, "Distribution (build) of the release"},
    {"environment", text, none, "Environment, such as production"},
    {"error.handled", boolean, none, "The error was caught", {}, kTruths},
    {"error.main_thread", boolean, none, "The error was on the main thread", {}, kTruths},
    {"error.mechanism", text, none, "How the error was captured"},
    {"error.type", text, none, "Type of an exception"},
    {"error.unhandled", boolean, none, "The error was not caught", {}, kTruths},
    {"error.value", text, none, "Value of an exception"},
    {"event.timestamp", date, none, "When the event happened"},
    {"event.type", text, none, "Kind of event", {}, kEventTypes},
    {"geo.city", text, none, "City"},
    {"geo.country_code", text, none, "Country, two letters"},
    {"geo.region", text, none, "Region"},
    {"http.method", text, none, "Method of the request"},
    {"http.referer", text, none, "Page that led to the request"},
    {"http.status_code", text, none, "Status of the answer"},
    {"http.url", text, none, "URL of the request"},
    {"id", text, hex32, "Id of the event"},
    {"is_application", boolean},
    {"issue", text, none, "Short id of the issue, such as SHOP-7"},
    {"issue.id", number, none, "Number of the issue"},
    {"level", text, none, "Level of the event", {}, kLevels},
    {"location", text, none, "Place in the code"},
    {"message", text, none, "Message or title"},
    {"os.build", text, none, "Build of the operating system"},
    {"os.distribution_name", text, none, "Distribution of Linux"},
    {"os.distribution_version", text, none, "Version of the distribution"},
    {"os.kernel_version", text, none, "Version of the kernel"},
    {"platform.name", text, none, "Platform of the event"},
    {"profile.id", text, hex32, "Id of the profile"},
    {"project", text, none, "Slug of the project"},
    {"project.id", number, none, "Number of the project"},
    {"project_id", number},
    {"release", text, none, "Release"},
    {"release.build", version, none, "Build of the release"},
    {"release.package", text, none, "Package of the release"},
    {"release.stage", text, words, "How far the release is adopted", {}, kStages},
    {"release.version", version, none, "Version of the release"},
    {"replayId", text, hex32, "Id of the replay"},
    {"sdk.name", text, none, "Name of the SDK"},
    {"sdk.version", text, none, "Version of the SDK"},
    {"stack.abs_path", text, none, "Absolute path of a frame"},
    {"stack.colno", number, none, "Column of a frame"},
    {"stack.filename", text, none, "File of a frame"},
    {"stack.function", text, none, "Function of a frame"},
    {"stack.in_app", boolean, none, "A frame is of the app", {}, kTruths},
    {"stack.lineno", number, none, "Line of a frame"},
    {"stack.module", text, none, "Module of a frame"},
    {"stack.package", text, none, "Package of a frame"},
    {"stack.stack_level", number, none, "Depth of a frame"},
    {"start", date},
    {"symbolicated_in_app", boolean},
    {"team_key_transaction", boolean, none, "A team marked the transaction", {}, kTruths},
    {"time", date},
    {"timestamp", date, none, "When the event happened"},
    {"timestamp.to_day", date},
    {"timestamp.to_hour", date},
    {"title", text, none, "Title"},
    {"trace", text, hex32, "Id of the trace"},
    {"trace.span", text, hex16, "Id of the span"},
    {"transaction", text, none, "Name of the transaction"},
    {"transaction.duration", duration, none, "Duration of the transaction, such as 1.5s"},
    {"transaction.end_time", date},
    {"transaction.start_time", date},
    {"unreal.crash_type", text, none, "Kind of an Unreal crash"},
    {"user", text, none, "User: id:7, email:a@example.com, ip:…, username:…"},
    {"user.email", text, none, "Address of the user"},
    {"user.id", text, none, "Id of the user"},
    {"user.ip", text, none, "IP address of the user"},
    {"user.username", text, none, "Name of the user"},
};

constexpr KeyInfo kDiscoverKeys[] = {
    {"end", date},
    {"first_seen", date, none, "When the issue was first seen"},
    {"http.decoded_response_content_length", size, none, "Bytes of the answer, unpacked"},
    {"http.response_content_length", size, none, "Bytes of the answer"},
    {"http.response_transfer_size", size, none, "Bytes of the answer with its header"},
    {"last_seen", date, none, "When the issue was last seen"},
    {"transaction.op", text, none, "Operation of the transaction"},
    {"transaction.status", text, words, "Status of the transaction", {}, kSpanStatuses},
};

/// Measurements in milliseconds; the others are numbers.
constexpr std::string_view kDurations[] = {"app_start_cold",
                                           "app_start_warm",
                                           "fcp",
                                           "fid",
                                           "fp",
                                           "inp",
                                           "lcp",
                                           "stall_longest_time",
                                           "stall_total_time",
                                           "time_to_full_display",
                                           "time_to_initial_display",
                                           "ttfb",
                                           "ttfb.requesttime"};

}  // namespace

std::span<const KeyInfo> event_keys() noexcept {
  return kEventKeys;
}

std::span<const KeyInfo> discover_keys() noexcept {
  return kDiscoverKeys;
}

ValueType type_by_prefix(std::string_view name) noexcept {
  constexpr std::string_view kMeasurements = "measurements.";
  if (name.starts_with("spans.")) return duration;
  if (!name.starts_with(kMeasurements)) return text;
  name.remove_prefix(kMeasurements.size());
  for (const std::string_view known : kDurations) {
    if (known == name) return duration;
  }
  return number;
}

}  // namespace picket::domain::search
