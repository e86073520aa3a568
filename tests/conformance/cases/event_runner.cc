// event_normalize_full and normalize_inline: events through all of normalization or one step of it.
#include <string>
#include <string_view>
#include <utility>

#include "difference.h"
#include "domain/normalize/normalize.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

domain::NormalizeContext context() {
  domain::NormalizeContext context;
  context.event_id = EventId::parse("74ad1301f4df489ead37d757295442b1").value();
  context.project = {42};
  context.received = from_unix_us(1'668'148'328'308'933);
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

}  // namespace

Verdict run_event(const json::object& line) {
  json::object event = line.at("input").as_object();
  event.erase("timestamp");
  if (!domain::normalize_event(event, context())) return "refused";
  return compare(std::move(event), line.at("expected").as_object());
}

Verdict run_normalize_step(const json::object& line) {
  const std::string_view call = line.at("calls").as_array().at(0).as_string();
  if (call != "normalize_event") return "no step " + std::string(call);
  json::object event = line.at("input").as_object();
  if (!domain::normalize_event(event, context())) return "refused";
  return compare(std::move(event), line.at("expected").as_object());
}

}  // namespace picket::conformance
