// Whole events as a processing relay hands them on.
#include <map>
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

/// Steps that only transactions, their spans and measurements have, and how many vectors are of
/// each.
const std::map<std::string, int> kOfTransactions{{"normalize", 1},
                                                 {"normalize_event_measurements", 1},
                                                 {"normalize_performance_score", 8},
                                                 {"normalize_trace_context_tags", 2},
                                                 {"process_value", 1}};

TEST(EventVectors, NormalizeErrorsAsRelayDoes) {
  PICKET_VECTORS_OR_SKIP(vectors, "normalize_inline.jsonl");
  std::map<std::string, int> left_out;
  for (const json::object& vector : vectors) {
    const std::string call(vector.at("calls").as_array().at(0).as_string());
    if (call != "normalize_event") {
      ++left_out[call];
      continue;
    }
    json::object event = vector.at("input").as_object();
    ASSERT_TRUE(domain::normalize_event(event, context()).has_value());
    expect_contains(event, vector.at("expected").as_object(), text(vector, "name"));
  }
  EXPECT_EQ(left_out, kOfTransactions) << "of the vectors, these and no others are left out";
}

}  // namespace
}  // namespace picket::conformance
