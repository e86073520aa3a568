#include "domain/scrub/pii_schema.h"

namespace picket::domain::scrub {
namespace {

constexpr std::array kLogEntryFields = {no("message"), yes("formatted"), yes("params")};
constexpr PiiSchema kLogEntryPii(ValueType::logentry, Pii::yes, kLogEntryFields);

constexpr std::array kRequestFields = {
    maybe("url"),
    no("method"),
    no("protocol"),
    yes("data"),
    yes("query_string", Form::pairs),
    yes("fragment"),
    yes("cookies", Form::pairs),
    yes("headers", Form::pairs),
    no("body_size"),
    yes("env"),
    no("inferred_content_type"),
    no("api_target"),
};
constexpr PiiSchema kRequestPii(ValueType::request, Pii::yes, kRequestFields);

constexpr std::array kFrameFields = {
    maybe("module"),
    maybe("filename", Form::native_path),
    maybe("abs_path", Form::native_path),
    yes("vars"),
};
constexpr PiiSchema kFramePii(ValueType::frame, Pii::no, kFrameFields);

constexpr std::array kStacktraceFields = {nested("frames", kFramePii, Form::list)};
constexpr PiiSchema kStacktracePii(ValueType::stacktrace, Pii::no, kStacktraceFields);

constexpr std::array kMechanismFields = {yes("description"), yes("data")};
constexpr PiiSchema kMechanismPii({}, Pii::no, kMechanismFields);

constexpr std::array kExceptionFields = {
    yes("value"),
    nested("stacktrace", kStacktracePii),
    nested("raw_stacktrace", kStacktracePii),
    nested("mechanism", kMechanismPii),
};
constexpr PiiSchema kExceptionPii(ValueType::exception, Pii::no, kExceptionFields);

constexpr std::array kThreadFields = {
    nested("stacktrace", kStacktracePii),
    nested("raw_stacktrace", kStacktracePii),
};
constexpr PiiSchema kThreadPii(ValueType::thread, Pii::no, kThreadFields);

constexpr std::array kTemplateFields = {yes("filename"), yes("abs_path")};
constexpr PiiSchema kTemplatePii({}, Pii::no, kTemplateFields);

constexpr std::array kSdkFields = {yes("client_ip")};
constexpr PiiSchema kSdkPii(ValueType::sdk, Pii::no, kSdkFields);

constexpr std::array kImageFields = {
    maybe("code_file", Form::native_path),
    maybe("debug_file", Form::native_path),
};
constexpr PiiSchema kImagePii({}, Pii::no, kImageFields);

constexpr std::array kDebugMetaFields = {nested("images", kImagePii, Form::list)};
constexpr PiiSchema kDebugMetaPii({}, Pii::no, kDebugMetaFields);

constexpr std::array kCspFields = {
    yes("effective_directive"), yes("blocked_uri"),  yes("document_uri"),      yes("referrer"),
    no("original_policy"),      no("status_code"),   no("violated_directive"), no("source_file"),
    no("line_number"),          no("column_number"), no("script_sample"),      no("disposition"),
};
constexpr PiiSchema kCspPii({}, Pii::yes, kCspFields);

constexpr std::array kSpanTagFields = {
    yes("user"), yes("user.id"), yes("user.email"), yes("user.ip"), yes("user.username"),
};
constexpr PiiSchema kSpanTagPii({}, Pii::no, kSpanTagFields);

constexpr std::array kSpanFields = {
    maybe("description"),
    maybe("tags"),
    yes("data"),
    yes("attributes"),
    nested("sentry_tags", kSpanTagPii),
};
constexpr PiiSchema kSpanPii(ValueType::span, Pii::no, kSpanFields);

constexpr std::array kSpansFields = {nested("items", kSpanPii, Form::list)};

constexpr std::array kBreadcrumbFields = {yes("message"), yes("data")};

constexpr std::array kUserFields = {
    yes("id"),          yes("email"), yes("ip_address"), yes("username"), yes("name"),
    yes("sentry_user"), yes("geo"),   yes("data"),       no("segment"),
};

constexpr std::array kEventFields = {
    no("event_id"),
    no("level"),
    no("version"),
    no("type"),
    no("fingerprint"),
    maybe("culprit"),
    no("transaction"),
    no("transaction_info"),
    no("time_spent"),
    nested("logentry", kLogEntryPii),
    no("logger"),
    no("modules"),
    no("platform"),
    no("timestamp"),
    no("start_timestamp"),
    no("received"),
    yes("server_name"),
    no("release"),
    no("dist"),
    no("environment"),
    no("site"),
    nested("user", kUserPii),
    nested("request", kRequestPii),
    PiiField{.name = "contexts", .form = Form::contexts},
    nested("breadcrumbs", kBreadcrumbPii, Form::values),
    nested("exception", kExceptionPii, Form::values),
    nested("stacktrace", kStacktracePii),
    nested("template", kTemplatePii),
    nested("threads", kThreadPii, Form::values),
    maybe("tags", Form::pairs),
    yes("extra"),
    nested("debug_meta", kDebugMetaPii),
    nested("sdk", kSdkPii),
    no("ingest_path"),
    nested("errors", kErrorPii, Form::list),
    no("key_id"),
    no("project"),
    no("grouping_config"),
    no("checksum"),
    nested("csp", kCspPii),
    yes("hpkp"),
    yes("expectct"),
    yes("expectstaple"),
    nested("spans", kSpanPii, Form::list),
    no("measurements"),
    no("breakdowns"),
    no("scraping_attempts"),
    no("_meta"),
    no("_metrics"),
    no("_dsc"),
};

// Contexts: what is not here has the flag of unknown attributes, "maybe".

constexpr std::array kDeviceFields = {
    no("family"),
    no("model"),
    no("model_id"),
    no("arch"),
    no("battery_level"),
    no("orientation"),
    no("manufacturer"),
    no("brand"),
    no("processor_count"),
    no("processor_frequency"),
    yes("device_unique_identifier"),
};
constexpr PiiSchema kDevicePii({}, Pii::maybe, kDeviceFields);

constexpr std::array kDistributionFields = {no("name"), no("version"), no("pretty_name")};
constexpr PiiSchema kDistributionPii({}, Pii::maybe, kDistributionFields);

constexpr std::array kOsFields = {
    no("os"),
    no("name"),
    no("version"),
    nested("distribution", kDistributionPii),
};
constexpr PiiSchema kOsPii({}, Pii::maybe, kOsFields);

constexpr std::array kRuntimeFields = {no("runtime"), no("name"), no("version")};
constexpr PiiSchema kRuntimePii({}, Pii::maybe, kRuntimeFields);

constexpr std::array kAppFields = {
    no("build_type"), no("app_identifier"), no("app_name"),   no("app_version"),
    no("app_build"),  no("app_memory"),     no("view_names"),
};
constexpr PiiSchema kAppPii({}, Pii::maybe, kAppFields);

constexpr std::array kBrowserFields = {no("browser"), no("name"), no("version")};
constexpr PiiSchema kBrowserPii({}, Pii::maybe, kBrowserFields);

constexpr std::array kGpuFields = {no("max_texture_size"), no("graphics_shader_level")};
constexpr PiiSchema kGpuPii({}, Pii::maybe, kGpuFields);

constexpr std::array kTraceFields = {
    no("trace_id"), no("span_id"),        no("parent_span_id"),     no("op"),
    no("status"),   no("exclusive_time"), no("client_sample_rate"), no("origin"),
    no("sampled"),
};
constexpr PiiSchema kTracePii({}, Pii::maybe, kTraceFields);

constexpr std::array kResponseFields = {
    yes("cookies", Form::pairs),
    yes("headers", Form::pairs),
    no("status_code"),
    no("body_size"),
    yes("data"),
    no("inferred_content_type"),
};
constexpr PiiSchema kResponsePii({}, Pii::maybe, kResponseFields);

constexpr std::array kIdFields = {no("profile_id"), no("profiler_id"), no("replay_id")};
constexpr PiiSchema kIdPii({}, Pii::maybe, kIdFields);

constexpr std::array kNelFields = {no("error_type"), no("elapsed_time"), no("phase"),
                                   no("sampling_fraction"), maybe("server_ip")};
constexpr PiiSchema kNelPii({}, Pii::maybe, kNelFields);

constexpr std::array kTypeField = {no("type")};
constexpr PiiSchema kOtherTypedPii({}, Pii::maybe, kTypeField);

// The value is what normalization rejected, which may be anything: relay has it as "maybe".
constexpr std::array kErrorFields = {maybe("type"), maybe("name"), yes("value", Form::rejected)};

struct ContextType {
  std::string_view name;
  const PiiSchema* schema;
};

constexpr ContextType kContexts[] = {
    {"device", &kDevicePii},
    {"os", &kOsPii},
    {"runtime", &kRuntimePii},
    {"app", &kAppPii},
    {"browser", &kBrowserPii},
    {"gpu", &kGpuPii},
    {"trace", &kTracePii},
    {"response", &kResponsePii},
    {"profile", &kIdPii},
    {"replay", &kIdPii},
    {"nel", &kNelPii},
    {"monitor", &kOtherTypedPii},
    {"feedback", &kOtherTypedPii},
    {"otel", &kOtherTypedPii},
    {"cloud_resource", &kOtherTypedPii},
    {"performance_score", &kOtherTypedPii},
    {"reprocessing", &kOtherTypedPii},
    {"culture", &kOtherTypedPii},
    {"memory_info", &kOtherTypedPii},
    {"threadpool_info", &kOtherTypedPii},
    {"unity", &kOtherTypedPii},
    {"ota_updates", &kOtherTypedPii},
    {"flags", &kOtherTypedPii},
    {"spring", &kOtherTypedPii},
    {"chromium_stability_report", &kOtherTypedPii},
};

}  // namespace

constexpr PiiSchema kSpansPii({}, Pii::no, kSpansFields);
constexpr PiiSchema kErrorPii({}, Pii::maybe, kErrorFields);
constexpr PiiSchema kBreadcrumbPii(ValueType::breadcrumb, Pii::no, kBreadcrumbFields);
constexpr PiiSchema kUserPii(ValueType::user, Pii::yes, kUserFields);
constexpr PiiSchema kEventPii(ValueType::event, Pii::yes, kEventFields);

const PiiSchema* find_context_pii(std::string_view type) noexcept {
  for (const ContextType& known : kContexts) {
    if (known.name == type) return known.schema;
  }
  return nullptr;
}

}  // namespace picket::domain::scrub
