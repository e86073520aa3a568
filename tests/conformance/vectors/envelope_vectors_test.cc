// Envelopes as relay reads them.
#include <string>

#include "base/base64.h"
#include "protocol/envelope.h"
#include "vectors.h"

namespace picket::conformance {
namespace {

/// What those vectors name that say "sent to".
constexpr std::string_view kRequestKey = "e12d836b15bb49d7bbf99e64295d995b";
constexpr std::int64_t kRequestProject = 42;
constexpr std::string_view kRequestOrigin = "http://origin/";

/// Empty when it is accepted.
std::string refusal(std::string_view body, bool sent) {
  const auto envelope = protocol::parse_envelope(body);
  if (!envelope) return std::string(protocol::cause(envelope.error()));
  if (!sent) return {};
  const auto error =
      protocol::check_request(envelope->header, {kRequestProject}, kRequestKey, kRequestOrigin);
  return error ? std::string(protocol::cause(*error)) : "";
}

TEST(EnvelopeVectors, ReadAsRelayReadsThem) {
  PICKET_VECTORS_OR_SKIP(vectors, "envelope_parse.jsonl");
  ASSERT_FALSE(vectors.empty());
  for (const json::object& vector : vectors) {
    SCOPED_TRACE(text(vector, "name"));
    const auto body = base64_decode(text(vector.at("input").as_object(), "base64"));
    ASSERT_TRUE(body.has_value());
    const json::object& expected = vector.at("expected").as_object();
    const std::string refused =
        refusal(*body, text(vector, "what").find("sent to") != std::string::npos);
    if (!expected.at("ok").as_bool()) {
      EXPECT_NE(refused.find(text(expected, "error_contains")), std::string::npos) << refused;
      continue;
    }
    EXPECT_EQ(refused, "");
    const auto envelope = protocol::parse_envelope(*body);
    ASSERT_TRUE(envelope.has_value());
    if (const json::value* count = expected.if_contains("item_count")) {
      EXPECT_EQ(envelope->items.size(), count->to_number<std::size_t>());
    }
    if (const json::value* lengths = expected.if_contains("item_lengths")) {
      for (const auto& [index, length] : lengths->as_object()) {
        EXPECT_EQ(envelope->items.at(std::stoul(index)).payload.size(),
                  length.to_number<std::size_t>());
      }
    }
  }
}

}  // namespace
}  // namespace picket::conformance
