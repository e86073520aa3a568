#include "roles/relay/store_body.h"

#include <utility>

#include <boost/json.hpp>

#include "base/base64.h"
#include "codec/decoder.h"
#include "protocol/json.h"
#include "roles/relay/limits.h"

namespace picket::relay {
namespace {

bool looks_like_json(std::string_view body) {
  const std::size_t at = body.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && body[at] == '{';
}

protocol::ItemType item_type_of(std::string_view event_type) {
  if (event_type == "transaction") return protocol::ItemType::transaction;
  for (const std::string_view report : {"csp", "hpkp", "expectct", "expectstaple"}) {
    if (event_type == report) return protocol::ItemType::security;
  }
  return protocol::ItemType::event;
}

}  // namespace

Result<std::optional<std::string>, StoreBodyError> decode_store_body(std::string_view body) {
  if (looks_like_json(body)) return std::optional<std::string>();
  auto binary = base64_decode(body);
  if (!binary) return unexpected(StoreBodyError::bad_base64);
  if (looks_like_json(*binary)) return std::optional(*std::move(binary));
  auto inflated = codec::decode_all(codec::ContentCoding::deflate, *binary, kMaxStoreBytes);
  if (inflated) return std::optional(*std::move(inflated));
  switch (inflated.error()) {
    case codec::DecodeError::corrupt:
      return unexpected(StoreBodyError::bad_zlib);
    case codec::DecodeError::too_large:
      return unexpected(StoreBodyError::too_large);
  }
  return unexpected(StoreBodyError::bad_zlib);
}

Result<StoredEvent, StoredEventError> describe_event(std::string_view json) {
  namespace json_ns = boost::json;
  unsigned char buffer[16 * 1024];
  json_ns::monotonic_resource arena(buffer, sizeof buffer);
  const auto document = protocol::parse_json(json, &arena);
  if (!document || !document->is_object()) return unexpected(StoredEventError::invalid_json);
  StoredEvent event;
  event.type = item_type_of(protocol::find_string(document->get_object(), "type"));
  const json_ns::value* const id = protocol::find(*document, "event_id");
  if (id == nullptr || id->is_null()) return event;
  if (id->is_string()) event.event_id = EventId::parse(std::string_view(id->get_string()));
  if (!event.event_id) return unexpected(StoredEventError::invalid_event_id);
  return event;
}

}  // namespace picket::relay
