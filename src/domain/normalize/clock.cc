// Times: an SDK's clock against ours. Source: shared spec "ingest", section 3.2.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "domain/normalize/lookup.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// Smaller differences are the network's, not the clock's.
constexpr std::chrono::seconds kMinDrift{3300};
constexpr std::chrono::seconds kMaxFuture{60};

/// Of a time that can be read again: the last second of the year 9999.
constexpr Timestamp kLastTime = from_unix_us(253'402'300'799'000'000);

/// At most to the ends of what is a time: what is beyond would be refused when it is read again.
void shift(json::object& object, std::string_view key, Duration by) {
  const auto time = time_at(object, key);
  if (time) object[key] = to_seconds(std::clamp(*time + by, Timestamp(), kLastTime));
}

json::array* elements(json::object& event, std::string_view key) noexcept {
  json::value* value = event.if_contains(key);
  if (value == nullptr) return nullptr;
  if (json::object* wrapper = value->if_object()) value = wrapper->if_contains("values");
  return value != nullptr ? value->if_array() : nullptr;
}

void shift_elements(json::array* list, Duration by) {
  if (list == nullptr) return;
  for (json::value& element : *list) {
    json::object* const object = element.if_object();
    if (object == nullptr) continue;
    shift(*object, "timestamp", by);
    shift(*object, "start_timestamp", by);
  }
}

/// Every time that the SDK's clock told.
void shift_all(json::object& event, Duration by) {
  shift(event, "timestamp", by);
  shift(event, "start_timestamp", by);
  shift_elements(elements(event, "breadcrumbs"), by);
  shift_elements(elements(event, "spans"), by);
  if (json::object* info = object_at(event, "transaction_info")) {
    shift_elements(array_at(*info, "changes"), by);
  }
}

void note(Work& work, ErrorKind kind, Timestamp sdk_time) {
  constexpr std::string_view kZone = "+00:00";
  const json::object data({{"sdk_time", format_rfc3339(sdk_time, kZone)},
                           {"server_time", format_rfc3339(work.context.received, kZone)}},
                          work.event.storage());
  const Path root;
  work.meta.error(Path(root, "timestamp"), kind, data);
}

void correct_drift(Work& work) {
  if (!work.context.sent_at) return;
  const Duration drift = work.context.received - *work.context.sent_at;
  if (std::chrono::abs(std::chrono::duration_cast<std::chrono::seconds>(drift)) < kMinDrift) return;
  shift_all(work.event, drift);
  note(work, ErrorKind::clock_drift, *work.context.sent_at);
}

void keep_within_window(Work& work) {
  const auto time = time_at(work.event, "timestamp");
  if (!time) return;
  const bool future = *time > work.context.received + kMaxFuture;
  const bool past = *time < work.context.received - work.context.retention;
  if (!future && !past) return;
  shift_all(work.event, work.context.received - *time);
  note(work, future ? ErrorKind::future_timestamp : ErrorKind::past_timestamp, *time);
}

/// One of those times is before 1970: which, as a sentence. Empty when none is.
std::string stale(const json::object& object) {
  for (const char* const key : {"start_timestamp", "timestamp"}) {
    const auto time = time_at(object, key);
    if (!time || *time >= Timestamp()) continue;
    std::string text = format_rfc3339(*time, " UTC");
    text[text.find('T')] = ' ';
    return std::string(key) + " is too stale: " + text;
  }
  return {};
}

void delete_stale(json::array* list, const Path& path, Meta& meta) {
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const json::object* const object = (*list)[i].if_object();
    const std::string reason = object != nullptr ? stale(*object) : std::string();
    if (reason.empty()) continue;
    meta.forget(Path(path, i));
    meta.invalid(Path(path, i), reason);
    (*list)[i] = nullptr;
  }
}

}  // namespace

StepResult delete_stale_parts(Work& work) {
  const Path root;
  const Path breadcrumbs(root, "breadcrumbs");
  delete_stale(elements(work.event, "breadcrumbs"), Path(breadcrumbs, "values"), work.meta);
  delete_stale(elements(work.event, "spans"), Path(root, "spans"), work.meta);
  return {};
}

StepResult correct_clock(Work& work) {
  // Before any correction: this is no clock that went wrong.
  for (const char* const key : {"timestamp", "start_timestamp"}) {
    const auto time = time_at(work.event, key);
    if (time && *time < Timestamp()) return unexpected(NormalizeError::timestamp);
  }
  const bool is_transaction = work.context.kind == EventKind::transaction;
  if (is_transaction && !time_at(work.event, "timestamp")) {
    return unexpected(NormalizeError::invalid_transaction);
  }
  if (auto done = delete_stale_parts(work); !done) return done;
  correct_drift(work);
  keep_within_window(work);
  const double received = to_seconds(work.context.received);
  work.event["received"] = received;
  json::value& timestamp = work.event["timestamp"];
  if (timestamp.is_null()) timestamp = received;
  if (const json::value* spent = work.event.if_contains("time_spent")) {
    constexpr std::int64_t kNever = 2'147'483'647;
    if (spent->is_null()) return {};  // With an error.
    if (!spent->is_int64() || spent->get_int64() >= kNever) {
      const Path root;
      work.meta.forget(Path(root, "time_spent"));
      work.event.erase("time_spent");
    }
  }
  return {};
}

}  // namespace picket::domain::normalize
