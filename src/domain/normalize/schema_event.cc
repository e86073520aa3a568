// The event itself and what is not a stack trace.
#include "domain/normalize/convert.h"
#include "domain/normalize/schemas.h"

namespace picket::domain::normalize {
namespace {

constexpr std::array kLogEntryFields = {
    text("message", 8192, 200, Kind::lenient_string),
    text("formatted", 8192, 200),
    budget("params", 5, 2048, Kind::any),
};

constexpr std::array kBreadcrumbFields = {
    field("timestamp", Kind::timestamp),
    text("type", 128),
    text("category", 128),
    field("level", Kind::level),
    text("message", 8192, 200),
    budget("data", 5, 2048),
    field("event_id", Kind::event_id),
    field("origin", Kind::string),
    alias("ty", "type"),
};

constexpr std::array kGeoFields = {
    text("country_code", 102, 1004),
    text("city", 1024, 100),
    text("subdivision", 1024, 100),
    text("region", 1024, 100),
};

constexpr std::array kUserFields = {
    text("id", 128, 0, Kind::lenient_string),
    text("email", 75),
    field("ip_address", Kind::ip),
    text("username", 128, 0, Kind::lenient_string),
    text("name", 128),
    field("sentry_user", Kind::string),
    nested("geo", kGeoSchema),
    field("segment", Kind::string),
    field("data", Kind::free_object),
};

constexpr std::array kRequestFields = {
    text("url", 256, 40),
    field("method", Kind::string),
    field("protocol", Kind::string),
    budget("data", 7, 8192, Kind::any),
    budget("query_string", 3, 1024, Kind::any).from(query_pairs).with(Field::kPairs),
    text("fragment", 1024, 100),
    budget("cookies", 5, 2048, Kind::any).from(cookie_pairs).with(Field::kPairs),
    budget("headers", 7, 8192, Kind::any).from(header_pairs).with(Field::kPairs),
    field("body_size", Kind::unsigned_integer),
    budget("env", 7, 8192),
    field("inferred_content_type", Kind::string),
    field("api_target", Kind::string),
};

constexpr std::array kPackageFields = {field("name", Kind::string), field("version", Kind::string)};
constexpr Schema kPackageSchema(kPackageFields, Unknown::drop);

constexpr std::array kSdkFields = {
    text("name", 256, 20).with(Field::kRequired),   text("version", 256, 20).with(Field::kRequired),
    field("integrations", Kind::strings),           field("features", Kind::strings),
    nested("packages", kPackageSchema, Kind::list), field("client_ip", Kind::ip),
    field("settings", Kind::free_object),
};

constexpr std::array kEventFields = {
    field("event_id", Kind::event_id),
    field("level", Kind::level),
    field("version", Kind::any),
    field("type", Kind::any),
    field("fingerprint", Kind::any).from(fingerprint_strings),
    text("culprit", 200),
    text("transaction", 200).with(Field::kTrim),
    nested("transaction_info", kTransactionInfoSchema),
    field("time_spent", Kind::unsigned_integer),
    nested("logentry", kLogEntrySchema).from(logentry_object),
    text("logger", 64).with(Field::kNoNewline),
    budget("modules", 7, 8192).from(plain_members),
    field("platform", Kind::string),
    field("timestamp", Kind::timestamp),
    field("start_timestamp", Kind::timestamp),
    field("received", Kind::timestamp),
    text("server_name", 256, 20),
    field("release", Kind::lenient_string).with(Field::kTrim).with(Field::kNotEmpty),
    field("dist", Kind::string).with(Field::kTrim),
    field("environment", Kind::string).with(Field::kTrim),
    text("site", 256, 20),
    nested("user", kUserSchema),
    nested("request", kRequestSchema),
    field("contexts", Kind::any).from(context_objects),
    nested("breadcrumbs", kBreadcrumbSchema, Kind::values),
    nested("exception", kExceptionSchema, Kind::values),
    nested("stacktrace", kStacktraceSchema),
    nested("template", kTemplateSchema),
    nested("threads", kThreadSchema, Kind::values),
    field("tags", Kind::any).from(tag_pairs),
    field("extra", Kind::free_object),  // Its budget is shared out in trim.cc.
    nested("debug_meta", kDebugMetaSchema),
    nested("sdk", kSdkSchema),
    budget("ingest_path", 5, 2048, Kind::any),
    field("errors", Kind::any).from(error_list),
    field("key_id", Kind::any),
    field("project", Kind::any),
    field("grouping_config", Kind::any),
    text("checksum", 128),
    field("csp", Kind::free_object),
    field("hpkp", Kind::free_object),
    field("expectct", Kind::free_object),
    field("expectstaple", Kind::free_object),
    nested("spans", kSpanSchema, Kind::list),  // Its budget: trim_children.
    field("measurements", Kind::any).from(measurement_map).with(Field::kKeepEmpty),
    field("breakdowns", Kind::any).from(breakdown_maps),
    field("scraping_attempts", Kind::any),
    field("_meta", Kind::any),
    field("_metrics", Kind::any),
    field("_dsc", Kind::any),
    alias("message", "logentry"),
    alias("sentry.interfaces.Message", "logentry"),
    alias("sentry.interfaces.User", "user"),
    alias("sentry.interfaces.Http", "request"),
    alias("sentry.interfaces.Contexts", "contexts"),
    alias("sentry.interfaces.Breadcrumbs", "breadcrumbs"),
    alias("sentry.interfaces.Exception", "exception"),
    alias("sentry.interfaces.Stacktrace", "stacktrace"),
    alias("sentry.interfaces.Template", "template"),
    alias("sentry.interfaces.Csp", "csp"),
    alias("sentry.interfaces.Hpkp", "hpkp"),
    alias("sentry.interfaces.ExpectCT", "expectct"),
    alias("sentry.interfaces.ExpectStaple", "expectstaple"),
};

}  // namespace

constexpr Schema kLogEntrySchema(kLogEntryFields, Unknown::drop);
constexpr Schema kBreadcrumbSchema(kBreadcrumbFields, Unknown::report);
constexpr Schema kGeoSchema(kGeoFields, Unknown::drop);
constexpr Schema kUserSchema(kUserFields, Unknown::drop);
constexpr Schema kRequestSchema(kRequestFields, Unknown::drop);
constexpr Schema kSdkSchema(kSdkFields, Unknown::drop);
constexpr Schema kEventSchema(kEventFields, Unknown::report);

}  // namespace picket::domain::normalize
