// Bodies of `/store/` in the forms of old SDKs: base64, of JSON or of its zlib form.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "roles/relay/limits.h"
#include "roles/relay/store_body.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace relay = picket::relay;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto decoded = relay::decode_store_body(body);
  if (!decoded) return 0;
  if (*decoded) PICKET_ASSERT((*decoded)->size() <= relay::kMaxStoreBytes);
  const std::string_view json = *decoded ? std::string_view(**decoded) : body;
  const auto event = relay::describe_event(json);
  if (event && event->event_id) {
    PICKET_ASSERT(picket::EventId::parse(event->event_id->to_hex()) == event->event_id);
  }
  return 0;
}
