// The messages of every topic: what decodes is the same after encoding it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "protocol/ingest_message.h"
#include "protocol/item_message.h"
#include "protocol/outcome_batch.h"

namespace {

namespace protocol = picket::protocol;

void check_ingest_message(std::string_view bytes) {
  const auto message = protocol::decode_ingest_message(bytes);
  if (!message) return;
  std::string once;
  protocol::encode(*message, once);
  const auto again = protocol::decode_ingest_message(once);
  PICKET_ASSERT(again.has_value());
  PICKET_ASSERT(again->event_id == message->event_id);
  PICKET_ASSERT(again->received == message->received);
  PICKET_ASSERT(again->payload == message->payload);
  std::string twice;
  protocol::encode(*again, twice);
  PICKET_ASSERT(twice == once);
}

void check_item_message(std::string_view bytes) {
  const auto message = protocol::decode_item_message(bytes);
  if (!message) {
    PICKET_ASSERT(!protocol::to_string(message.error()).empty());
    return;
  }
  PICKET_ASSERT(message->counts.size() <= protocol::kMaxItemCounts);
  PICKET_ASSERT(message->pieces.size() <= protocol::kMaxItemPieces);
  std::string once;
  protocol::encode(*message, once);
  const auto again = protocol::decode_item_message(once);
  PICKET_ASSERT(again.has_value());
  PICKET_ASSERT(again->counts == message->counts);
  PICKET_ASSERT(again->pieces == message->pieces);
  PICKET_ASSERT(again->payload == message->payload);
  std::string twice;
  protocol::encode(*again, twice);
  PICKET_ASSERT(twice == once);
}

void check_outcome_batch(std::string_view bytes) {
  const auto counts = protocol::decode_outcome_batch(bytes);
  if (!counts) {
    PICKET_ASSERT(!protocol::to_string(counts.error()).empty());
    return;
  }
  PICKET_ASSERT(counts->size() <= protocol::kMaxOutcomeCounts);
  std::string once;
  protocol::encode(*counts, once);
  const auto again = protocol::decode_outcome_batch(once);
  PICKET_ASSERT(again.has_value() && again->size() == counts->size());
  std::string twice;
  protocol::encode(*again, twice);
  PICKET_ASSERT(twice == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_ingest_message(bytes);
  check_item_message(bytes);
  check_outcome_batch(bytes);
  return 0;
}
