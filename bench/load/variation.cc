#include "load/variation.h"

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "protocol/json.h"

namespace picket::load {
namespace {

namespace json = boost::json;

constexpr std::string_view kEnvironments[] = {"production", "staging", "development"};
/// Of ten events, how many come from production; staging and development share the rest.
constexpr std::size_t kProductionInTen = 8;

void append(json::value& value, std::string_view suffix) {
  if (json::string* const text = value.if_string()) text->append(suffix);
}

void append_at(json::object& object, std::string_view key, std::string_view suffix) {
  if (json::value* const value = object.if_contains(key)) append(*value, suffix);
}

/// Where the type does not count for grouping, the function that failed does.
void vary_innermost_frame(json::object& exception, std::string_view word) {
  json::value* const trace = exception.if_contains("stacktrace");
  json::object* const of_trace = trace == nullptr ? nullptr : trace->if_object();
  json::value* const frames = of_trace == nullptr ? nullptr : of_trace->if_contains("frames");
  json::array* const list = frames == nullptr ? nullptr : frames->if_array();
  if (list == nullptr || list->empty()) return;
  json::object* const frame = list->back().if_object();
  if (frame != nullptr) append_at(*frame, "function", word);
}

void vary_exception(json::object& exception, std::string_view word, std::string_view detail) {
  append_at(exception, "type", word);
  // Without a stack trace the value is what groups, so it differs by issue only.
  append_at(exception, "value", exception.contains("stacktrace") ? detail : word);
  vary_innermost_frame(exception, word);
}

/// The list of exceptions in any form SDKs send: {"values": [...]}, a list, or one alone.
template <class Fn>
void for_each_exception(json::object& event, Fn&& fn) {
  json::value* found = event.if_contains("exception");
  if (found == nullptr) return;
  if (json::object* const wrapped = found->if_object()) {
    json::value* const values = wrapped->if_contains("values");
    if (values == nullptr) return fn(*wrapped);
    found = values;
  }
  json::array* const list = found->if_array();
  if (list == nullptr) return;
  for (json::value& exception : *list) {
    if (exception.is_object()) fn(exception.get_object());
  }
}

void vary_message(json::object& event, std::string_view word) {
  append_at(event, "message", word);
  json::value* const entry = event.if_contains("logentry");
  if (entry == nullptr) return;
  if (json::object* const parts = entry->if_object()) {
    append_at(*parts, "message", word);
    append_at(*parts, "formatted", word);
  } else {
    append(*entry, word);
  }
}

void set_tags(json::object& event, const Variation& variation) {
  const std::string id = fmt::format("{:016x}", variation.correlation_id);
  json::value& tags = event["tags"];
  if (json::array* const pairs = tags.if_array()) {
    pairs->push_back(json::array{"correlation_id", id});
    return;
  }
  if (!tags.is_object()) tags = json::object();
  tags.get_object()["correlation_id"] = id;
  tags.get_object()["region"] = variation.user % 2 == 0 ? "eu-central" : "us-east";
}

/// Browsers send seconds, most others text.
json::value timestamp_of(const json::object& event, Timestamp at) {
  const std::string_view platform = protocol::find_string(event, "platform");
  if (platform == "javascript" || platform == "node") {
    return static_cast<double>(to_unix_us(at)) / 1e6;
  }
  return json::string(format_rfc3339(at));
}

}  // namespace

std::string issue_word(std::size_t index) {
  std::string word;
  do {
    word += "bdfgklmnprst"[index % 12];
    index /= 12;
    word += "aeiou"[index % 5];
    index /= 5;
  } while (index > 0);
  return word;
}

Variation draw_variation(std::size_t issue, Timestamp now, SeededRandom& random) {
  const std::size_t ten = random.below(10);
  return {.event_id = EventId::random(),
          .timestamp = now,
          .issue = issue,
          .release = random.below(kReleases),
          .environment = ten < kProductionInTen ? 0 : ten - kProductionInTen + 1,
          .user = random.below(kUsers),
          .correlation_id = random.next()};
}

void vary(json::object& event, const Variation& variation) {
  const std::string word = "_" + issue_word(variation.issue);
  const std::string detail = fmt::format(" {} (user {})", word, variation.user);
  for_each_exception(event,
                     [&](json::object& exception) { vary_exception(exception, word, detail); });
  vary_message(event, " " + word);
  if (const json::value* const set = event.if_contains("transaction"); set && set->is_string()) {
    append_at(event, "transaction", word);
  } else {
    event["transaction"] = "/shop/checkout/" + word;
  }
  event["event_id"] = variation.event_id.to_hex();
  event["timestamp"] = timestamp_of(event, variation.timestamp);
  event["release"] = fmt::format("shop@2.{}.0", variation.release);
  event["environment"] = kEnvironments[variation.environment];
  event["user"] = json::object{
      {"id", std::to_string(variation.user)},
      {"email", fmt::format("user{}@example.com", variation.user)},
      {"ip_address", fmt::format("10.1.{}.{}", variation.user / 250, 1 + variation.user % 250)}};
  set_tags(event, variation);
}

}  // namespace picket::load
