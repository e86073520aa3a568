// Whole events as a processing relay hands them on.
#include <string>

#include "domain/normalize/normalize.h"
#include "protocol/json.h"
#include "vectors.h"

namespace picket::conformance {
namespace {

domain::NormalizeContext context() {
  domain::NormalizeContext context;
  context.event_id = EventId::parse("74ad1301f4df489ead37d757295442b1").value();
  context.project = {42};
  context.received = from_unix_us(1'668'148'328'308'933);
  return context;
}

/// Whatever the vector names is in the event with the same value; of what the server decides only
/// that it is there.
void expect_contains(const json::object& event, const json::object& expected,
                     const std::string& name) {
  for (const json::key_value_pair& member : expected) {
    const json::value* const got = event.if_contains(member.key());
    const std::string where = name + " " + std::string(member.key());
    ASSERT_NE(got, nullptr) << where;
    if (member.key() != "received") expect_same(*got, member.value(), where);
  }
}

TEST(EventVectors, NormalizeAsAProcessingRelayDoes) {
  PICKET_VECTORS_OR_SKIP(vectors, "event_normalize_full.jsonl");
  for (const json::object& vector : vectors) {
    json::object event = vector.at("input").as_object();
    event.erase("timestamp");
    ASSERT_TRUE(domain::normalize_event(event, context()).has_value());
    expect_contains(event, vector.at("expected").as_object(), text(vector, "name"));
  }
}

TEST(EventVectors, NormalizeErrorsAsRelayDoes) {
  PICKET_VECTORS_OR_SKIP(vectors, "normalize_inline.jsonl");
  int checked = 0;
  for (const json::object& vector : vectors) {
    // The others are of transactions, spans and measurements.
    if (vector.at("calls").as_array() != json::array{"normalize_event"}) continue;
    json::object event = vector.at("input").as_object();
    ASSERT_TRUE(domain::normalize_event(event, context()).has_value());
    expect_contains(event, vector.at("expected").as_object(), text(vector, "name"));
    ++checked;
  }
  EXPECT_GE(checked, 1);
}

}  // namespace
}  // namespace picket::conformance
