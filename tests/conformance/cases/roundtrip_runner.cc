// protocol_roundtrip: one value by its schema, without what is checked later or looks at the whole
// event.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "difference.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/meta.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace normalize = picket::domain::normalize;

using normalize::field;
using normalize::Kind;
using normalize::nested;

constexpr std::string_view kWrapper = "v";

/// A context alone has its type in itself.
void context(json::value& value, const normalize::Path& path, normalize::Shaper& shaper) {
  json::object* const object = value.if_object();
  if (object == nullptr) return;
  const auto* const schema = normalize::context_schema(protocol::find_string(*object, "type"));
  if (schema != nullptr) shaper.object(*object, *schema, path);
}

void image(json::value& value, const normalize::Path& path, normalize::Shaper& shaper) {
  json::object* const object = value.if_object();
  if (object == nullptr) return;
  const auto* const schema = normalize::image_schema(protocol::find_string(*object, "type"));
  if (schema != nullptr) shaper.object(*object, *schema, path);
}

/// By the `type` of a case.
const std::pair<std::string_view, normalize::Field> kTypes[] = {
    {"Addr", field("", Kind::address)},
    {"Breadcrumb", nested("", normalize::kBreadcrumbSchema)},
    {"ClientSdkInfo", nested("", normalize::kSdkSchema)},
    {"CodeId", field("", Kind::code_id)},
    {"Context", field("", Kind::any).from(context)},
    {"Contexts", field("", Kind::any).from(normalize::context_objects)},
    {"Cookies", field("", Kind::any).from(normalize::cookie_pairs)},
    {"DebugId", field("", Kind::debug_id)},
    {"DebugImage", field("", Kind::any).from(image)},
    {"DebugMeta", nested("", normalize::kDebugMetaSchema)},
    {"Event", nested("", normalize::kEventSchema)},
    {"EventId", field("", Kind::event_id)},
    {"Exception", nested("", normalize::kExceptionSchema)},
    {"Fingerprint", field("", Kind::any).from(normalize::fingerprint_strings)},
    {"Frame", nested("", normalize::kFrameSchema)},
    {"Geo", nested("", normalize::kGeoSchema)},
    {"Headers", field("", Kind::any).from(normalize::header_pairs)},
    {"IpAddr", field("", Kind::ip)},
    {"JsonLenientString", field("", Kind::json_string)},
    {"LenientString", field("", Kind::lenient_string)},
    {"Level", field("", Kind::level)},
    {"LogEntry", nested("", normalize::kLogEntrySchema).from(normalize::logentry_object)},
    {"Measurement", nested("", normalize::kMeasurementSchema)},
    {"Measurements", field("", Kind::any).from(normalize::measurement_map)},
    {"Mechanism", nested("", normalize::kMechanismSchema).from(normalize::legacy_mechanism)},
    {"Query", field("", Kind::any).from(normalize::query_pairs)},
    {"RawStacktrace", nested("", normalize::kStacktraceSchema)},
    {"Request", nested("", normalize::kRequestSchema)},
    {"Span", nested("", normalize::kSpanSchema)},
    {"SpanId", field("", Kind::span_id)},
    {"SpanStatus", field("", Kind::status)},
    {"Stacktrace", nested("", normalize::kStacktraceSchema)},
    {"String", field("", Kind::string)},
    {"TagEntry", field("", Kind::any).from(normalize::tag_pairs)},
    {"Tags", field("", Kind::any).from(normalize::tag_pairs)},
    {"TemplateInfo", nested("", normalize::kTemplateSchema)},
    {"Thread", nested("", normalize::kThreadSchema)},
    {"ThreadId", field("", Kind::thread_id)},
    {"Timestamp", field("", Kind::timestamp)},
    {"TraceId", field("", Kind::trace_id)},
    {"TransactionInfo", nested("", normalize::kTransactionInfoSchema)},
    {"TransactionSource", field("", Kind::string)},
    {"User", nested("", normalize::kUserSchema)},
    {"Uuid", field("", Kind::uuid)},
};

/// Some cases name the innermost type of what they hold.
std::string_view outer_type(std::string_view type, const json::value& input) {
  if (!input.is_object()) return type;
  const json::object& object = input.get_object();
  if (type == "TagEntry" || type == "Tags") return object.contains("tags") ? "Event" : type;
  if (type == "Measurement" || type == "Measurements") {
    if (object.contains("span_id")) return "Span";
    return object.contains("measurements") ? "Event" : type;
  }
  for (const auto& [inner, key] : {std::pair("Cookies", "cookies"), std::pair("Headers", "headers"),
                                   std::pair("Query", "query_string")}) {
    const json::value* const value = object.if_contains(key);
    if (type == inner && value != nullptr && object.size() == 1) return "Request";
  }
  return type;
}

}  // namespace

Verdict run_roundtrip(const json::object& line) {
  const std::string_view type = outer_type(line.at("type").as_string(), line.at("input"));
  const auto* const known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                         [type](const auto& one) { return one.first == type; });
  if (known == std::end(kTypes)) return "no type " + std::string(type);
  json::value value = line.at("input");
  normalize::Meta meta({});
  const normalize::Path root;
  const normalize::Path path(root, kWrapper);
  normalize::Shaper(meta, {}, normalize::Checks::types_only).value(value, known->second, path);
  const json::object tree = std::move(meta).take();
  if (const json::object* about = protocol::find_object(tree, kWrapper)) {
    if (!value.is_object()) value = json::object({{"", std::move(value)}});
    value.get_object()["_meta"] = *about;
  }
  return difference(value, line.at("expected"));
}

}  // namespace picket::conformance
