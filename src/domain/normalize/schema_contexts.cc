// Contexts whose attributes have meanings of their own. All keep what else they hold.
#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/normalize/convert.h"
#include "domain/normalize/schemas.h"

namespace picket::domain::normalize {
namespace {

constexpr Field flag(std::string_view name) {
  return field(name, Kind::boolean);
}
constexpr Field words(std::string_view name) {
  return field(name, Kind::string);
}
constexpr Field count(std::string_view name) {
  return field(name, Kind::unsigned_integer);
}
constexpr Field lenient(std::string_view name) {
  return field(name, Kind::lenient_string);
}

constexpr std::array kDeviceFields = {
    words("name"),
    words("family"),
    words("model"),
    words("model_id"),
    words("arch"),
    field("battery_level", Kind::number),
    words("orientation"),
    words("manufacturer"),
    words("brand"),
    words("screen_resolution"),
    count("screen_width_pixels"),
    count("screen_height_pixels"),
    field("screen_density", Kind::number),
    count("screen_dpi"),
    flag("online"),
    flag("charging"),
    flag("low_memory"),
    flag("simulator"),
    count("memory_size"),
    count("free_memory"),
    count("usable_memory"),
    count("storage_size"),
    count("free_storage"),
    count("external_storage_size"),
    count("external_free_storage"),
    words("boot_time"),
    words("timezone"),
    words("locale"),
    count("processor_count"),
    words("cpu_description"),
    count("processor_frequency"),
    words("device_type"),
    words("battery_status"),
    words("device_unique_identifier"),
    flag("supports_vibration"),
    flag("supports_accelerometer"),
    flag("supports_gyroscope"),
    flag("supports_audio"),
    flag("supports_location_service"),
    field("uuid", Kind::uuid),
};
constexpr Schema kDevice(kDeviceFields, Unknown::keep);

constexpr std::array kOsFields = {
    words("os"),
    words("name"),
    words("version"),
    lenient("build"),
    words("kernel_version"),
    flag("rooted"),
    words("distribution_name"),
    words("distribution_version"),
    words("distribution_pretty_name"),
    words("raw_description"),
};
constexpr Schema kOs(kOsFields, Unknown::keep);

constexpr std::array kRuntimeFields = {
    words("runtime"), words("name"), words("version"), lenient("build"), words("raw_description"),
};
constexpr Schema kRuntime(kRuntimeFields, Unknown::keep);

constexpr std::array kAppFields = {
    words("app_start_time"), words("device_app_hash"),
    words("build_type"),     words("app_identifier"),
    words("app_name"),       words("app_version"),
    lenient("app_build"),    count("app_memory"),
    flag("in_foreground"),   field("view_names", Kind::strings),
};
constexpr Schema kApp(kAppFields, Unknown::keep);

constexpr std::array kBrowserFields = {words("browser"), words("name"), words("version")};
constexpr Schema kBrowser(kBrowserFields, Unknown::keep);

constexpr std::array kGpuFields = {
    words("name"),
    words("version"),
    field("id", Kind::any),
    words("vendor_id"),
    words("vendor_name"),
    count("memory_size"),
    words("api_type"),
    flag("multi_threaded_rendering"),
    words("npot_support"),
    count("max_texture_size"),
    words("graphics_shader_level"),
    flag("supports_draw_call_instancing"),
    flag("supports_ray_tracing"),
    flag("supports_compute_shaders"),
    flag("supports_geometry_shaders"),
};
constexpr Schema kGpu(kGpuFields, Unknown::keep);

constexpr std::array kTraceFields = {
    field("trace_id", Kind::trace_id).with(Field::kRequired),
    field("span_id", Kind::span_id).with(Field::kRequired),
    field("parent_span_id", Kind::span_id),
    text("op", 128),
    field("status", Kind::status),
    field("exclusive_time", Kind::number),
    field("client_sample_rate", Kind::number),
    text("origin", 128).with(Field::kOriginChars),
    flag("sampled"),
    field("data", Kind::free_object),
};
constexpr Schema kTrace(kTraceFields, Unknown::keep);

constexpr std::array kProfileFields = {field("profile_id", Kind::event_id),
                                       field("profiler_id", Kind::event_id)};
constexpr Schema kProfile(kProfileFields, Unknown::keep);

constexpr std::array kReplayFields = {field("replay_id", Kind::event_id)};
constexpr Schema kReplay(kReplayFields, Unknown::keep);

constexpr std::array kFeedbackFields = {
    words("message"),
    words("contact_email"),
    words("name"),
    words("url"),
    field("associated_event_id", Kind::event_id),
    field("replay_id", Kind::event_id),
};
constexpr Schema kFeedback(kFeedbackFields, Unknown::keep);

constexpr std::array kResponseFields = {
    budget("cookies", 5, 2048, Kind::any).from(cookie_pairs).with(Field::kPairs),
    budget("headers", 7, 8192, Kind::any).from(header_pairs).with(Field::kPairs),
    count("status_code"),
    count("body_size"),
    budget("data", 7, 8192, Kind::any),
    words("inferred_content_type"),
};
constexpr Schema kResponse(kResponseFields, Unknown::keep);

constexpr std::array kOtelFields = {budget("attributes", 7, 8192), budget("resource", 7, 8192)};
constexpr Schema kOtel(kOtelFields, Unknown::keep);

constexpr std::array kCloudResourceFields = {
    words("cloud.account.id"), words("cloud.provider"),          words("cloud.platform"),
    words("cloud.region"),     words("cloud.availability_zone"), words("host.id"),
    words("host.type"),
};
constexpr Schema kCloudResource(kCloudResourceFields, Unknown::keep);

constexpr std::array kNelFields = {
    words("error_type"),
    field("server_ip", Kind::ip),
    count("elapsed_time"),
    words("phase"),
    field("sampling_fraction", Kind::number),
};
constexpr Schema kNel(kNelFields, Unknown::keep);

constexpr std::array kPerformanceScoreFields = {words("score_profile_version")};
constexpr Schema kPerformanceScore(kPerformanceScoreFields, Unknown::keep);

/// Has no attributes that need a type here; is not free-form either.
constexpr std::array<Field, 0> kNoFields = {};
constexpr Schema kAnyAttributes(kNoFields, Unknown::keep);

/// By the context's `type`. Relay writes two of them without the underscore.
constexpr std::pair<std::string_view, const Schema*> kTypes[] = {
    {"app", &kApp},
    {"browser", &kBrowser},
    {"chromium_stability_report", &kAnyAttributes},
    {"cloud_resource", &kCloudResource},
    {"cloudresource", &kCloudResource},
    {"culture", &kAnyAttributes},
    {"device", &kDevice},
    {"feedback", &kFeedback},
    {"flags", &kAnyAttributes},
    {"gpu", &kGpu},
    {"memory_info", &kAnyAttributes},
    {"monitor", &kAnyAttributes},
    {"nel", &kNel},
    {"os", &kOs},
    {"ota_updates", &kAnyAttributes},
    {"otel", &kOtel},
    {"performance_score", &kPerformanceScore},
    {"performancescore", &kPerformanceScore},
    {"profile", &kProfile},
    {"replay", &kReplay},
    {"response", &kResponse},
    {"runtime", &kRuntime},
    {"spring", &kAnyAttributes},
    {"threadpool_info", &kAnyAttributes},
    {"trace", &kTrace},
    {"unity", &kAnyAttributes},
};

}  // namespace

const Schema* context_schema(std::string_view type) noexcept {
  const auto* const found = std::find_if(std::begin(kTypes), std::end(kTypes),
                                         [type](const auto& known) { return known.first == type; });
  return found == std::end(kTypes) ? nullptr : found->second;
}

}  // namespace picket::domain::normalize
