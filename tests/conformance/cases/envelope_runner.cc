// envelope_parse: bytes of an envelope, and whether and how relay reads them.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/base64.h"
#include "protocol/envelope.h"
#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

/// What those cases name that say "sent to".
constexpr std::string_view kRequestKey = "e12d836b15bb49d7bbf99e64295d995b";
constexpr ProjectId kRequestProject{42};
constexpr std::string_view kRequestOrigin = "http://origin/";

/// Empty when it is accepted.
std::string refusal(std::string_view body, bool sent) {
  const auto envelope = protocol::parse_envelope(body);
  if (!envelope) return std::string(protocol::cause(envelope.error()));
  if (!sent) return {};
  const auto error =
      protocol::check_request(envelope->header, kRequestProject, kRequestKey, kRequestOrigin);
  return error ? std::string(protocol::cause(*error)) : "";
}

/// The name of the type that relay prints: "Attachment", "UserReport".
std::string letters_of(std::string_view type) {
  std::string out;
  for (const char c : type) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if (c >= 'a' && c <= 'z') out += c;
  }
  return out;
}

std::string_view type_of(const protocol::EnvelopeItem& item, json::value& scratch) {
  auto header = protocol::parse_json(item.header);
  if (!header || !header->is_object()) return {};
  scratch = *std::move(header);
  return protocol::find_string(scratch.get_object(), "type");
}

Verdict check_items(const std::vector<protocol::EnvelopeItem>& items,
                    const json::object& expected) {
  if (const json::value* count = expected.if_contains("item_count")) {
    if (items.size() != count->to_number<std::size_t>()) {
      return std::to_string(items.size()) + " items, expected " + json::serialize(*count);
    }
  }
  if (const json::value* lengths = expected.if_contains("item_lengths")) {
    for (const auto& [index, length] : lengths->as_object()) {
      const std::size_t size = items.at(std::stoul(index)).payload.size();
      if (size != length.to_number<std::size_t>()) {
        return "item " + std::string(index) + " has " + std::to_string(size) + " bytes, expected " +
               json::serialize(length);
      }
    }
  }
  if (const json::value* types = expected.if_contains("item_types")) {
    for (const auto& [index, type] : types->as_object()) {
      json::value scratch;
      const std::string_view is = type_of(items.at(std::stoul(index)), scratch);
      if (letters_of(is) != letters_of(type.as_string())) {
        return "item " + std::string(index) + " is " + std::string(is) + ", expected " +
               json::serialize(type);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Verdict run_envelope(const json::object& line) {
  const auto body = base64_decode(line.at("input").as_object().at("base64").as_string());
  if (!body) return "the input is no base64";
  const json::object& expected = line.at("expected").as_object();
  const bool sent = protocol::find_string(line, "what").find("sent to") != std::string_view::npos;
  const std::string refused = refusal(*body, sent);
  if (!expected.at("ok").as_bool()) {
    if (refused.empty()) return "accepted, expected to be refused";
    const std::string_view part = protocol::find_string(expected, "error_contains");
    if (refused.find(part) != std::string::npos) return std::nullopt;
    return "refused with \"" + refused + "\", expected \"" + std::string(part) + '"';
  }
  if (!refused.empty()) return "refused: " + refused;
  const auto envelope = protocol::parse_envelope(*body);
  return check_items(envelope->items, expected);
}

}  // namespace picket::conformance
