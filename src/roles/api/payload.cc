#include "roles/api/payload.h"

#include <utility>

#include "codec/zstd.h"
#include "protocol/json.h"

namespace picket::api {
namespace {

Error corrupt(std::string_view what) {
  return {ErrorKind::corrupt, "event_payload", std::string(what)};
}

}  // namespace

Result<Payload> read_payload(ports::BlobStore& blobs, const domain::BlobRef& ref) {
  if (ref == domain::BlobRef())
    return unexpected(Error{ErrorKind::not_found, "no_event_payload", {}});
  const auto frame = blobs.get(ref);
  if (!frame) return unexpected(frame.error());
  const auto text = codec::zstd_decompress(*frame, kMaxEventBytes);
  if (!text) return unexpected(corrupt("the payload cannot be unpacked"));
  auto document = protocol::parse_json(*text);
  if (!document) return unexpected(corrupt("the payload is not JSON"));
  if (!document->is_object()) return unexpected(corrupt("the payload is not an object"));
  return Payload{std::move(document->get_object()), text->size()};
}

}  // namespace picket::api
