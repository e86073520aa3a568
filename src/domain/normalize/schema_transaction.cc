// What only transactions have: their spans, measurements, and how their name came to be.
#include "domain/normalize/convert.h"
#include "domain/normalize/schemas.h"

namespace picket::domain::normalize {
namespace {

constexpr std::array kMeasurementFields = {
    field("value", Kind::number),
    field("unit", Kind::unit),
};

constexpr std::array kSpanLinkFields = {
    field("trace_id", Kind::trace_id).with(Field::kRequired),
    field("span_id", Kind::span_id).with(Field::kRequired),
    field("sampled", Kind::boolean),
    field("attributes", Kind::free_object),
};
constexpr Schema kSpanLinkSchema(kSpanLinkFields, Unknown::drop);

constexpr std::array kSpanFields = {
    field("timestamp", Kind::timestamp),
    field("start_timestamp", Kind::timestamp),
    field("exclusive_time", Kind::number),
    field("op", Kind::string),
    field("span_id", Kind::span_id),
    field("parent_span_id", Kind::span_id),
    field("trace_id", Kind::trace_id),
    field("segment_id", Kind::span_id),
    field("is_segment", Kind::boolean),
    field("status", Kind::status),
    field("description", Kind::string),
    field("tags", Kind::free_object).from(text_members),
    field("origin", Kind::string).with(Field::kOriginChars),
    field("profile_id", Kind::event_id),
    field("data", Kind::free_object),
    field("sentry_tags", Kind::free_object),
    field("received", Kind::timestamp),
    field("measurements", Kind::any).from(measurement_map),
    field("platform", Kind::string),
    field("was_transaction", Kind::boolean),
    nested("links", kSpanLinkSchema, Kind::list),
    field("kind", Kind::string),
    field("performance_issues_spans", Kind::boolean),
};

constexpr std::array kChangeFields = {
    field("source", Kind::string),
    field("propagations", Kind::unsigned_integer),
    field("timestamp", Kind::timestamp),
};
constexpr Schema kChangeSchema(kChangeFields, Unknown::drop);

constexpr std::array kTransactionInfoFields = {
    field("source", Kind::string),
    text("original", 200).with(Field::kTrim),
    nested("changes", kChangeSchema, Kind::list),
    field("propagations", Kind::unsigned_integer),
};

}  // namespace

constexpr Schema kMeasurementSchema(kMeasurementFields, Unknown::drop);
constexpr Schema kSpanSchema(kSpanFields, Unknown::keep);
constexpr Schema kTransactionInfoSchema(kTransactionInfoFields, Unknown::drop);

}  // namespace picket::domain::normalize
