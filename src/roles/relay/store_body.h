// The body of `/store/`: one event, as JSON or in the forms that SDKs sent before Content-Encoding.
// Source: shared spec "ingest", section 1.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "protocol/ids.h"
#include "protocol/item_type.h"

namespace picket::relay {

enum class StoreBodyError : std::uint8_t {
  bad_base64,
  bad_zlib,
  too_large,  ///< More than kMaxStoreBytes when inflated.
};

/// JSON is left alone; anything else is base64 of JSON, or of its zlib form. nullopt when the body
/// is what it seems.
Result<std::optional<std::string>, StoreBodyError> decode_store_body(std::string_view body);

/// What the event says about itself.
struct StoredEvent {
  protocol::ItemType type = protocol::ItemType::event;
  std::optional<EventId> event_id;
};

enum class StoredEventError : std::uint8_t { invalid_json, invalid_event_id };

Result<StoredEvent, StoredEventError> describe_event(std::string_view json);

}  // namespace picket::relay
