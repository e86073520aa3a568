#include "domain/items/facts.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>

#include "base/rfc3339.h"
#include "base/utf8.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace {

namespace json = boost::json;
using protocol::find_array;
using protocol::find_object;
using protocol::find_string;

/// Year 9999; a time beyond it is no time.
constexpr double kMaxUnixSeconds = 253'402'300'799.0;
/// A day over a thousand years, in seconds: what is longer is no duration.
constexpr double kMaxDurationSeconds = 1e11;
/// Sessions of one kind in one aggregate, which is a minute of one process: more are a broken SDK,
/// and sums over all messages of an hour must not overflow.
constexpr double kMaxSessions = 1e6;

// Characters; the relay cuts at the same or less, see shared spec "ingest", 3.3 and 4.13.
constexpr std::size_t kMaxNameChars = 200;
constexpr std::size_t kMaxEnvironmentChars = 64;
constexpr std::size_t kMaxSlugChars = 50;
constexpr std::size_t kMaxAddressChars = 128;
constexpr std::size_t kMaxCommentChars = 4096;
constexpr std::size_t kMaxUrlChars = 2048;
/// Of a monitor's config; what is longer is left out.
constexpr std::size_t kMaxConfigBytes = 4096;

std::string text_at(const json::object* object, std::string_view key, std::size_t chars) {
  if (object == nullptr) return {};
  return std::string(utf8_prefix(find_string(*object, key), chars));
}

std::optional<double> number_at(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

std::optional<Timestamp> time_at(const json::object& object, std::string_view key) {
  if (const auto seconds = number_at(object, key)) {
    if (!(std::abs(*seconds) <= kMaxUnixSeconds)) return std::nullopt;
    return from_unix_us(std::llround(*seconds * 1e6));
  }
  return parse_rfc3339(find_string(object, key));
}

std::optional<Duration> duration_of(std::optional<double> seconds) {
  if (!seconds || !(*seconds >= 0) || *seconds > kMaxDurationSeconds) return std::nullopt;
  return Duration(std::llround(*seconds * 1e6));
}

std::int64_t count_at(const json::object& object, std::string_view key) {
  const double count = number_at(object, key).value_or(0);
  return count > 0 ? std::llround(std::min(count, kMaxSessions)) : 0;
}

/// As 32 hex digits, or empty.
std::string id_at(const json::object* object, std::string_view key) {
  const auto id = object == nullptr ? std::nullopt : EventId::parse(find_string(*object, key));
  return id && *id != EventId{} ? id->to_hex() : std::string();
}

const json::object* context_of(const json::object& event, std::string_view name) {
  const json::object* const contexts = find_object(event, "contexts");
  return contexts == nullptr ? nullptr : find_object(*contexts, name);
}

void take_attributes(const json::object& from, SessionFacts& facts) {
  const json::object* const attributes = find_object(from, "attrs");
  facts.release = text_at(attributes, "release", kMaxNameChars);
  facts.environment = text_at(attributes, "environment", kMaxEnvironmentChars);
}

CheckInFacts::Status parse_status(std::string_view name) {
  using enum CheckInFacts::Status;
  if (name == "ok") return ok;
  if (name == "error") return error;
  if (name == "in_progress") return in_progress;
  return unknown;
}

}  // namespace

TransactionFacts transaction_facts(const json::object& event, Timestamp received) {
  const json::object* const trace = context_of(event, "trace");
  TransactionFacts facts;
  facts.ended = time_at(event, "timestamp").value_or(received);
  facts.duration =
      std::max(Duration(0), facts.ended - time_at(event, "start_timestamp").value_or(facts.ended));
  facts.name = text_at(&event, "transaction", kMaxNameChars);
  facts.op = text_at(trace, "op", kMaxNameChars);
  facts.release = text_at(&event, "release", kMaxNameChars);
  facts.environment = text_at(&event, "environment", kMaxEnvironmentChars);
  facts.trace_id = id_at(trace, "trace_id");
  return facts;
}

ReportFacts report_facts(const json::object& report) {
  return {EventId::parse(find_string(report, "event_id")).value_or(EventId{}),
          text_at(&report, "name", kMaxAddressChars), text_at(&report, "email", kMaxAddressChars),
          text_at(&report, "comments", kMaxCommentChars), text_at(&report, "url", kMaxUrlChars)};
}

ReportFacts feedback_facts(const json::object& event) {
  const json::object* const feedback = context_of(event, "feedback");
  ReportFacts facts;
  if (feedback == nullptr) return facts;
  facts.event = EventId::parse(find_string(*feedback, "associated_event_id")).value_or(EventId{});
  facts.name = text_at(feedback, "name", kMaxAddressChars);
  facts.email = text_at(feedback, "contact_email", kMaxAddressChars);
  facts.comments = text_at(feedback, "message", kMaxCommentChars);
  facts.url = text_at(feedback, "url", kMaxUrlChars);
  return facts;
}

SpanFacts span_facts(const json::object& payload) {
  const json::array* const items = find_array(payload, "items");
  if (items == nullptr) return {1, id_at(&payload, "trace_id")};
  SpanFacts facts{static_cast<std::int64_t>(items->size()), {}};
  if (!items->empty()) facts.trace_id = id_at(items->front().if_object(), "trace_id");
  return facts;
}

std::optional<SessionFacts> session_facts(const json::object& session) {
  const auto started = time_at(session, "started");
  SessionFacts facts;
  take_attributes(session, facts);
  if (!started || facts.release.empty()) return std::nullopt;
  facts.hour = std::chrono::floor<std::chrono::hours>(*started);
  facts.session = id_at(&session, "sid");
  const json::value* const init = session.if_contains("init");
  facts.started = init != nullptr && init->is_bool() && init->get_bool() ? 1 : 0;
  const std::string_view status = find_string(session, "status");
  facts.crashed = status == "crashed" ? 1 : 0;
  facts.abnormal = status == "abnormal" ? 1 : 0;
  facts.unhandled = status == "unhandled" ? 1 : 0;
  const bool problem = status == "errored" || count_at(session, "errors") > 0 ||
                       facts.crashed + facts.abnormal + facts.unhandled > 0;
  facts.errored = problem ? 1 : 0;
  return facts;
}

std::vector<SessionFacts> sessions_facts(const json::object& sessions) {
  std::vector<SessionFacts> all;
  SessionFacts common;
  take_attributes(sessions, common);
  const json::array* const aggregates = find_array(sessions, "aggregates");
  if (aggregates == nullptr || common.release.empty()) return all;
  for (const json::value& value : *aggregates) {
    const json::object* const aggregate = value.if_object();
    const auto started = aggregate == nullptr ? std::nullopt : time_at(*aggregate, "started");
    if (!started) continue;
    SessionFacts facts = common;
    facts.hour = std::chrono::floor<std::chrono::hours>(*started);
    facts.crashed = count_at(*aggregate, "crashed");
    facts.abnormal = count_at(*aggregate, "abnormal");
    facts.unhandled = count_at(*aggregate, "unhandled");
    facts.errored =
        count_at(*aggregate, "errored") + facts.crashed + facts.abnormal + facts.unhandled;
    facts.started = count_at(*aggregate, "exited") + facts.errored;
    all.push_back(std::move(facts));
  }
  return all;
}

std::optional<CheckInFacts> check_in_facts(const json::object& check_in) {
  CheckInFacts facts;
  facts.slug = text_at(&check_in, "monitor_slug", kMaxSlugChars);
  if (facts.slug.empty()) return std::nullopt;
  facts.environment = text_at(&check_in, "environment", kMaxEnvironmentChars);
  if (facts.environment.empty()) facts.environment = "production";
  facts.id = EventId::parse(find_string(check_in, "check_in_id")).value_or(EventId{});
  facts.status = parse_status(find_string(check_in, "status"));
  facts.duration = duration_of(number_at(check_in, "duration"));
  if (const json::object* const config = find_object(check_in, "monitor_config")) {
    std::string text;
    protocol::write_json(*config, text);
    if (text.size() <= kMaxConfigBytes) facts.config_json = std::move(text);
  }
  return facts;
}

}  // namespace picket::domain::items
