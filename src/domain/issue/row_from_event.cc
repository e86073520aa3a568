#include "domain/issue/row_from_event.h"

#include <cmath>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "domain/grouping/json_read.h"
#include "domain/issue/tag_set.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using grouping::object_at;
using grouping::values_at;

constexpr std::size_t kMaxMessageBytes = 8192;
/// Year 9999; a time beyond it is no time.
constexpr double kMaxUnixSeconds = 253'402'300'799.0;

std::string_view text_at(const json::object* object, std::string_view key) noexcept {
  if (object == nullptr) return {};
  return grouping::text_at(*object, key).value_or(std::string_view());
}

/// False when some exception says that nobody handled it.
bool was_handled(const json::object& event) noexcept {
  const json::array* const exceptions = values_at(event, "exception");
  if (exceptions == nullptr) return true;
  for (const json::value& value : *exceptions) {
    const json::object* const exception = value.if_object();
    const json::object* const mechanism =
        exception != nullptr ? object_at(*exception, "mechanism") : nullptr;
    const json::value* const handled =
        mechanism != nullptr ? mechanism->if_contains("handled") : nullptr;
    if (handled != nullptr && handled->is_bool() && !handled->get_bool()) return false;
  }
  return true;
}

Timestamp time_of(const json::object& event, Timestamp otherwise) noexcept {
  const json::value* const value = event.if_contains("timestamp");
  if (value == nullptr || !value->is_number()) return otherwise;
  const double seconds = value->to_number<double>();
  if (!(std::abs(seconds) <= kMaxUnixSeconds)) return otherwise;
  return from_unix_us(std::llround(seconds * 1e6));
}

void append(std::string& text, std::string_view piece) {
  if (piece.empty() || text.size() >= kMaxMessageBytes) return;
  if (!text.empty()) text += ' ';
  text += utf8_cut(piece, kMaxMessageBytes - std::min(kMaxMessageBytes, text.size()));
}

std::string message_of(const json::object& event) {
  std::string text;
  const json::object* const entry = object_at(event, "logentry");
  const std::string_view formatted = text_at(entry, "formatted");
  append(text, formatted.empty() ? text_at(entry, "message") : formatted);
  const json::array* const exceptions = values_at(event, "exception");
  if (exceptions == nullptr) return text;
  for (const json::value& exception : *exceptions)
    append(text, text_at(exception.if_object(), "value"));
  return text;
}

}  // namespace

EventRow row_from_event(const json::object& event, const EventIdentity& identity,
                        const IssueFacts& facts) {
  EventRow row;
  row.project = identity.project;
  row.event_id = identity.event_id;
  row.received = identity.received;
  row.category = identity.category;
  row.timestamp = time_of(event, identity.received);
  row.level = facts.level;
  row.handled = was_handled(event);
  row.type = facts.type;
  row.platform = facts.platform;
  row.title = facts.title;
  row.culprit = facts.culprit;
  row.message = message_of(event);
  row.transaction = text_at(&event, "transaction");
  row.release = facts.release;
  row.dist = text_at(&event, "dist");
  row.environment = text_at(&event, "environment");
  row.user = user_tag(event);
  row.user_email = text_at(object_at(event, "user"), "email");
  const json::object* const sdk = object_at(event, "sdk");
  row.sdk_name = text_at(sdk, "name");
  row.sdk_version = text_at(sdk, "version");
  const json::object* const contexts = object_at(event, "contexts");
  row.trace_id = text_at(contexts != nullptr ? object_at(*contexts, "trace") : nullptr, "trace_id");
  row.tags = tags_of(event);
  return row;
}

}  // namespace picket::domain
