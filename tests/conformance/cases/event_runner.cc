// event_normalize_full and normalize_inline: events through all of normalization or steps of it.
// transaction_names: one part of a step.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "difference.h"
#include "domain/normalize/meta.h"
#include "domain/normalize/normalize.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/transaction_name.h"
#include "protocol/json.h"
#include "runners.h"
#include "score_profiles.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace normalize = picket::domain::normalize;

using StepList = std::vector<normalize::StepResult (*)(normalize::Work&)>;

/// What a case calls; `normalize` without what its snapshot does not show.
StepList steps_of(std::string_view call) {
  if (call == "normalize") return {normalize::normalize_measurements, normalize::score_performance};
  if (call == "normalize_event_measurements") return {normalize::normalize_measurements};
  if (call == "normalize_performance_score") return {normalize::score_performance};
  if (call == "normalize_trace_context_tags") return {normalize::copy_trace_tags};
  if (call == "process_value") return {normalize::delete_stale_parts};
  return {};
}

domain::NormalizeContext context(const json::object& event) {
  domain::NormalizeContext context;
  context.event_id = EventId::parse("74ad1301f4df489ead37d757295442b1").value();
  context.project = {42};
  context.received = from_unix_us(1'668'148'328'308'933);
  const std::string_view type = protocol::find_string(event, "type");
  if (type == "transaction") context.kind = domain::EventKind::transaction;
  if (type == "feedback") context.kind = domain::EventKind::feedback;
  return context;
}

/// A snapshot shows some of an event: the rest of what the server sets is no difference.
void keep_expected(json::object& event, const json::object& expected) {
  for (auto it = event.begin(); it != event.end();) {
    it = expected.contains(it->key()) ? it + 1 : event.erase(it);
  }
}

Verdict compare(json::object event, const json::object& expected) {
  keep_expected(event, expected);
  json::object wanted = expected;
  // Of what the server decides a snapshot says only that it is there.
  if (json::value* received = wanted.if_contains("received"); received && received->is_string()) {
    if (event.contains("received")) event["received"] = *received;
  }
  return difference(event, wanted);
}

/// The event after the steps, with `_meta`. Only types are looked at before, as relay's tests of
/// steps have an event that is parsed and nothing else.
json::object after(const StepList& steps, json::object event, std::string_view name) {
  normalize::Meta meta({});
  normalize::Shaper(meta, {}, normalize::Checks::types_only)
      .object(event, normalize::kEventSchema, normalize::Path());
  const std::size_t module_end = name.rfind(':');
  const auto profiles =
      score_profiles(module_end == std::string_view::npos ? name : name.substr(module_end + 1));
  domain::NormalizeContext chosen = context(event);
  chosen.score_profiles = profiles;
  normalize::Work work{event, meta, chosen};
  for (const auto step : steps) {
    if (!step(work)) break;
  }
  if (!meta.empty()) event["_meta"] = std::move(meta).take();
  return event;
}

/// The span alone, as if it were the whole.
json::value only_span(json::object event) {
  const json::array* const spans = protocol::find_array(event, "spans");
  json::value span = spans != nullptr && !spans->empty() ? spans->at(0) : json::value();
  const json::object* const meta = protocol::find_object(event, "_meta");
  const json::object* const all = meta ? protocol::find_object(*meta, "spans") : nullptr;
  const json::object* const own = all ? protocol::find_object(*all, "0") : nullptr;
  if (own == nullptr) return span;
  if (!span.is_object()) span.emplace_object();
  span.get_object()["_meta"] = *own;
  return span;
}

}  // namespace

Verdict run_event(const json::object& line) {
  json::object event = line.at("input").as_object();
  event.erase("timestamp");
  if (!domain::normalize_event(event, context(event))) return "refused";
  return compare(std::move(event), line.at("expected").as_object());
}

Verdict run_normalize_step(const json::object& line) {
  StepList steps;
  bool whole = false;
  for (const json::value& call : line.at("calls").as_array()) {
    const std::string_view name = call.as_string();
    const StepList more = steps_of(name);
    whole = whole || name == "normalize_event";
    if (more.empty() && !whole) return "no step " + std::string(name);
    steps.insert(steps.end(), more.begin(), more.end());
  }
  const json::value& input = line.at("input");
  const std::string_view name = protocol::find_string(line, "name");
  const std::string_view target = protocol::find_string(line, "target");
  if (whole) {
    json::object event = input.as_object();
    if (!domain::normalize_event(event, context(event))) return "refused";
    return compare(std::move(event), line.at("expected").as_object());
  }
  if (target == "span") {
    json::object event({{"spans", json::array({input})}});
    return difference(only_span(after(steps, std::move(event), name)), line.at("expected"));
  }
  const json::object event = after(steps, input.as_object(), name);
  if (target == "event.measurements") {
    const json::value* const measurements = event.if_contains("measurements");
    return difference(measurements ? *measurements : json::value(), line.at("expected"));
  }
  return difference(event, line.at("expected"));
}

Verdict run_transaction_name(const json::object& line) {
  const std::string name(line.at("input").as_string());
  return difference(json::value(normalize::scrub_identifiers(name).name), line.at("expected"));
}

}  // namespace picket::conformance
