// Envelopes: what parses stays within the body and its limits, and its header reads the same alone.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/assert.h"
#include "protocol/envelope.h"
#include "protocol/json.h"

namespace {

namespace protocol = picket::protocol;

bool within(std::string_view part, std::string_view whole) {
  const std::less_equal<const char*> before;
  return before(whole.data(), part.data()) &&
         before(part.data() + part.size(), whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto header = protocol::parse_envelope_header(body);
  const auto envelope = protocol::parse_envelope(body);
  if (!envelope) {
    PICKET_ASSERT(!protocol::cause(envelope.error()).empty());
    return 0;
  }
  PICKET_ASSERT(header.has_value());
  PICKET_ASSERT(header->event_id == envelope->header.event_id);
  PICKET_ASSERT(header->dsn.has_value() == envelope->header.dsn.has_value());
  PICKET_ASSERT(envelope->items.size() <= protocol::kMaxEnvelopeItems);
  for (const protocol::EnvelopeItem& item : envelope->items) {
    PICKET_ASSERT(item.header.size() <= protocol::kMaxEnvelopeHeaderBytes);
    PICKET_ASSERT(within(item.header, body));
    PICKET_ASSERT(item.payload.empty() || within(item.payload, body));
  }
  return 0;
}
