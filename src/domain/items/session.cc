#include "domain/items/session.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <utility>

#include <boost/json.hpp>

#include "base/rfc3339.h"
#include "domain/normalize/release.h"
#include "domain/normalize/scalar.h"
#include "domain/release/name.h"
#include "protocol/ids.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

/// Clocks that differ by less are taken as right; in whole seconds, as for events.
constexpr std::chrono::minutes kLeastDrift{55};
constexpr std::array<std::string_view, 6> kStatuses = {"ok",       "exited",  "crashed",
                                                       "abnormal", "errored", "unhandled"};
constexpr std::array<std::string_view, 5> kCounts = {"exited", "errored", "abnormal", "crashed",
                                                     "unhandled"};

/// A number that may be absent or null; false when it is something else.
bool read_count(const json::object& object, std::string_view key, std::uint64_t& count) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return true;
  if (value->is_uint64()) {
    count = value->get_uint64();
    return true;
  }
  if (!value->is_int64() || value->get_int64() < 0) return false;
  count = static_cast<std::uint64_t>(value->get_int64());
  return true;
}

Timestamp corrected(Timestamp time, const SessionContext& context) {
  if (!context.sent_at) return time;
  const Duration drift = context.received - *context.sent_at;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(drift);
  return std::chrono::abs(seconds) < kLeastDrift ? time : time + drift;
}

bool in_range(Timestamp time, const SessionContext& context) {
  return time >= context.received - kOldestSession && time <= context.received + kMostFutureSession;
}

/// nullopt: absent or wrong.
std::optional<Timestamp> read_time(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value == nullptr ? std::nullopt : normalize::read_timestamp(*value);
}

Result<json::object, Fault> read_attributes(const json::object& session) {
  const json::object* const given = protocol::find_object(session, "attrs");
  if (given == nullptr) return unexpected(Fault::json);
  const std::string_view release = protocol::find_string(*given, "release");
  if (release.empty()) return unexpected(Fault::json);
  if (!release::is_valid_name(release)) return unexpected(Fault::value);
  json::object attributes;
  attributes["release"] = release;
  const std::string_view environment = protocol::find_string(*given, "environment");
  if (normalize::is_valid_environment(environment)) attributes["environment"] = environment;
  return attributes;
}

void copy_text(const json::object& from, std::string_view key, json::object& to) {
  const std::string_view text = protocol::find_string(from, key);
  if (!text.empty()) to[key] = text;
}

/// `did` of nobody is left out.
void copy_user(const json::object& from, json::object& to) {
  const std::string_view user = protocol::find_string(from, "did");
  const auto id = EventId::parse(user);
  if (user.empty() || (id && *id == EventId{})) return;
  to["did"] = user;
}

bool read_status(const json::object& session, std::string_view& status) {
  status = "ok";
  const json::value* const value = session.if_contains("status");
  if (value == nullptr || value->is_null()) return true;
  for (const std::string_view known : kStatuses) {
    if (value->is_string() && std::string_view(value->get_string()) == known) {
      status = known;
      return true;
    }
  }
  return false;
}

bool read_id(const json::object& session, std::string& id) {
  const json::value* const value = session.if_contains("sid");
  if (value == nullptr || value->is_null()) {
    id = EventId::random().to_hex();
    return true;
  }
  const auto parsed =
      value->is_string() ? EventId::parse(std::string_view(value->get_string())) : std::nullopt;
  if (!parsed) return false;
  id = parsed->to_hex();
  return true;
}

bool read_sequence(const json::object& session, const SessionContext& context,
                   std::uint64_t& sequence) {
  sequence = static_cast<std::uint64_t>(to_unix_us(context.received) / 1000);
  return read_count(session, "seq", sequence) &&
         sequence != std::numeric_limits<std::uint64_t>::max();
}

Result<void, Fault> read_times(const json::object& session, const SessionContext& context,
                               json::object& kept) {
  const auto started = read_time(session, "started");
  if (!started) return unexpected(Fault::json);
  const Timestamp start = corrected(*started, context);
  const auto given = read_time(session, "timestamp");
  const Timestamp end = std::max(start, given ? corrected(*given, context) : context.received);
  if (!in_range(start, context) || !in_range(end, context)) return unexpected(Fault::value);
  kept["started"] = format_rfc3339(start);
  kept["timestamp"] = format_rfc3339(end);
  return {};
}

/// One count of many sessions; nullopt when its time is out of range.
Result<std::optional<json::object>, Fault> read_aggregate(const json::value& value,
                                                          const SessionContext& context) {
  if (!value.is_object()) return unexpected(Fault::json);
  const json::object& given = value.get_object();
  const auto started = read_time(given, "started");
  if (!started) return unexpected(Fault::json);
  json::object kept;
  const Timestamp start = corrected(*started, context);
  kept["started"] = format_rfc3339(start);
  copy_user(given, kept);
  for (const std::string_view name : kCounts) {
    std::uint64_t count = 0;
    if (!read_count(given, name, count) || count > std::numeric_limits<std::uint32_t>::max()) {
      return unexpected(Fault::json);
    }
    kept[name] = count;
  }
  if (!in_range(start, context)) return std::optional<json::object>();
  return std::optional<json::object>(std::move(kept));
}

std::string written(const json::object& object) {
  std::string text;
  protocol::write_json(object, text);
  return text;
}

}  // namespace

Result<std::string, Fault> read_session(std::string_view text, const SessionContext& context) {
  const auto parsed = protocol::parse_json(text);
  if (!parsed || !parsed->is_object()) return unexpected(Fault::json);
  const json::object& session = parsed->get_object();
  auto attributes = read_attributes(session);
  if (!attributes) return unexpected(attributes.error());

  std::string id;
  std::uint64_t sequence = 0;
  std::uint64_t errors = 0;
  std::string_view status;
  if (!read_id(session, id) || !read_sequence(session, context, sequence) ||
      !read_count(session, "errors", errors) || !read_status(session, status)) {
    return unexpected(Fault::json);
  }
  json::object kept;
  kept["sid"] = id;
  copy_user(session, kept);
  kept["seq"] = sequence;
  const json::value* const init = session.if_contains("init");
  kept["init"] = init != nullptr && init->is_bool() && init->get_bool();
  if (auto times = read_times(session, context, kept); !times) return unexpected(times.error());
  const json::value* const duration = session.if_contains("duration");
  if (duration != nullptr && duration->is_number()) kept["duration"] = *duration;
  kept["status"] = status;
  kept["errors"] = errors;
  copy_text(session, "abnormal_mechanism", kept);
  kept["attrs"] = *std::move(attributes);
  return written(kept);
}

Result<std::string, Fault> read_sessions(std::string_view text, const SessionContext& context) {
  const auto parsed = protocol::parse_json(text);
  if (!parsed || !parsed->is_object()) return unexpected(Fault::json);
  const json::object& sessions = parsed->get_object();
  auto attributes = read_attributes(sessions);
  if (!attributes) return unexpected(attributes.error());
  const json::array* const given = protocol::find_array(sessions, "aggregates");
  if (given == nullptr || given->size() > kMaxAggregates) return unexpected(Fault::json);
  json::array kept;
  for (const json::value& value : *given) {
    auto aggregate = read_aggregate(value, context);
    if (!aggregate) return unexpected(aggregate.error());
    if (*aggregate) kept.emplace_back(*std::move(*aggregate));
  }
  if (kept.empty()) return unexpected(Fault::value);
  json::object all;
  all["aggregates"] = std::move(kept);
  all["attrs"] = *std::move(attributes);
  return written(all);
}

}  // namespace picket::domain::items
