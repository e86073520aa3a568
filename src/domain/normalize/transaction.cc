// What a transaction must have, and what it gets. Source: shared spec "ingest", sections 3.2 and
// 3.10.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "domain/normalize/lookup.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/transaction_name.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// When a transaction may have ended, against now: what relay's metrics accept.
constexpr std::chrono::days kMaxAge{5};
constexpr std::chrono::minutes kMaxFuture{1};

constexpr std::string_view kUnnamed = "<unlabeled transaction>";

/// SDKs whose names of transactions are URLs when they do not say where they are from.
constexpr std::string_view kUrlSdks[] = {"sentry.javascript.angular", "sentry.javascript.browser",
                                         "sentry.javascript.ember",   "sentry.javascript.gatsby",
                                         "sentry.javascript.nextjs",  "sentry.javascript.react",
                                         "sentry.javascript.remix",   "sentry.javascript.vue",
                                         "sentry.php.laravel",        "sentry.php.symfony"};

/// Rack's name is the URL when the request did not reach a route.
constexpr std::string_view kRackUrlStatuses[] = {
    "already_exists",   "cancelled",   "deadline_exceeded", "internal_error",
    "invalid_argument", "not_found",   "permission_denied", "resource_exhausted",
    "unauthenticated",  "unavailable", "unimplemented"};

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view text) noexcept {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

/// Begin and end are there and in order.
bool has_interval(const json::object& object) noexcept {
  const auto begin = time_at(object, "start_timestamp");
  const auto end = time_at(object, "timestamp");
  return begin && end && *begin <= *end;
}

bool has_ids(const json::object& object) noexcept {
  return !protocol::find_string(object, "trace_id").empty() &&
         !protocol::find_string(object, "span_id").empty();
}

bool ended_lately(const json::object& event, Timestamp now) noexcept {
  const auto end = time_at(event, "timestamp");
  return end && *end >= now - kMaxAge && *end <= now + kMaxFuture;
}

/// A span that the transaction did not wait for ends with it.
void end_span(json::object& span, double end) {
  json::value& timestamp = span["timestamp"];
  if (!timestamp.is_null()) return;
  timestamp = end;
  span["status"] = "deadline_exceeded";
}

bool has_good_spans(json::object& event) {
  json::array* const spans = array_at(event, "spans");
  if (spans == nullptr) return true;
  const double end = event.at("timestamp").to_number<double>();
  for (json::value& value : *spans) {
    json::object* const span = value.if_object();
    if (span == nullptr) return false;
    end_span(*span, end);
    if (!has_interval(*span) || !has_ids(*span)) return false;
  }
  return true;
}

bool has_tag(const json::object& event, std::string_view key, std::string_view value) noexcept {
  const json::array* const tags = protocol::find_array(event, "tags");
  return tags != nullptr && std::any_of(tags->begin(), tags->end(), [&](const json::value& tag) {
           const json::array* const pair = tag.if_array();
           return pair != nullptr && pair->size() == 2 && (*pair)[0].is_string() &&
                  (*pair)[1].is_string() && as_view((*pair)[0].get_string()) == key &&
                  as_view((*pair)[1].get_string()) == value;
         });
}

bool has_integration(const json::object& sdk, std::string_view name) noexcept {
  const json::array* const list = protocol::find_array(sdk, "integrations");
  return list != nullptr && std::any_of(list->begin(), list->end(), [name](const json::value& one) {
           return one.is_string() && as_view(one.get_string()) == name;
         });
}

bool names_by_url(json::object& event) noexcept {
  const json::object* const sdk = protocol::find_object(event, "sdk");
  if (sdk == nullptr) return false;
  const std::string_view name = protocol::find_string(*sdk, "name");
  if (contains(kUrlSdks, name)) return true;
  if (name == "sentry.python") {
    return has_tag(event, "http.status_code", "404") && has_integration(*sdk, "django");
  }
  if (name == "sentry.javascript.node") {
    const json::object* const request = protocol::find_object(event, "request");
    return request != nullptr &&
           ascii::iequals(protocol::find_string(*request, "method"), "options") &&
           has_integration(*sdk, "Express");
  }
  if (name == "sentry.ruby") {
    const json::object* const modules = protocol::find_object(event, "modules");
    const json::object* const trace = trace_context(event);
    return modules != nullptr && modules->contains("rack") && trace != nullptr &&
           contains(kRackUrlStatuses, protocol::find_string(*trace, "status"));
  }
  return false;
}

std::string_view source_of(const json::object& event) noexcept {
  const json::object* const info = protocol::find_object(event, "transaction_info");
  return info != nullptr ? protocol::find_string(*info, "source") : std::string_view();
}

void set_source(json::object& event, std::string_view source) {
  json::value& info = event["transaction_info"];
  if (!info.is_object()) info.emplace_object();
  info.get_object()["source"] = source;
}

void scrub_name(json::object& event, Meta& meta) {
  const std::string name(protocol::find_string(event, "transaction"));
  const ScrubbedName scrubbed = scrub_identifiers(name);
  if (scrubbed.segments.empty()) return;
  const Path root;
  const Path path(root, "transaction");
  for (const ScrubbedSegment& segment : scrubbed.segments) {
    meta.remark(path, segment.kind, "s", std::pair(segment.begin, segment.end));
  }
  meta.original(path, event.at("transaction"));
  event["transaction"] = scrubbed.name;
}

void set_operation(json::object& object) {
  json::value& op = object["op"];
  if (op.is_null()) op = "default";
}

}  // namespace

StepResult check_transaction(Work& work) {
  if (work.context.kind != EventKind::transaction) return {};
  const json::object* const trace = trace_context(work.event);
  const bool good = has_interval(work.event) && ended_lately(work.event, work.context.received) &&
                    trace != nullptr && has_ids(*trace) && has_good_spans(work.event);
  if (!good) return unexpected(NormalizeError::invalid_transaction);
  return {};
}

StepResult normalize_transaction(Work& work) {
  if (work.context.kind != EventKind::transaction) return {};
  if (protocol::find_string(work.event, "transaction").empty()) {
    work.event["transaction"] = kUnnamed;
  }
  const std::string_view name = protocol::find_string(work.event, "transaction");
  const bool is_path = name.find('/') != std::string_view::npos;
  if (source_of(work.event).empty() && !(is_path && names_by_url(work.event))) {
    set_source(work.event, "unknown");
  }
  const std::string_view source = source_of(work.event);
  if (source == "url" || source == "sanitized" || (source.empty() && is_path)) {
    scrub_name(work.event, work.meta);
    set_source(work.event, "sanitized");
  }
  if (json::object* trace = trace_context(work.event)) set_operation(*trace);
  if (json::array* spans = array_at(work.event, "spans")) {
    for (json::value& value : *spans) {
      if (json::object* span = value.if_object()) set_operation(*span);
    }
  }
  return {};
}

}  // namespace picket::domain::normalize
