#include "roles/api/event_loading.h"

#include <utility>

#include "roles/api/telemetry.h"

namespace picket::api {

Answer<LoadedEvent> load_listed(const Call& call, domain::EventRow row) {
  auto payload = read_payload(call.stores.blobs, row.payload);
  if (payload) return LoadedEvent{std::move(row), *std::move(payload)};
  switch (payload.error().kind) {
    case ErrorKind::unavailable:
    case ErrorKind::timeout:
    case ErrorKind::rate_limited:
      return unexpected(failed(payload.error()));
    case ErrorKind::not_found:
      break;
    case ErrorKind::invalid_argument:
    case ErrorKind::unauthenticated:
    case ErrorKind::conflict:
    case ErrorKind::corrupt:
    case ErrorKind::internal:
      log_unreadable_payload(call.logger, payload.error());
      break;
  }
  return LoadedEvent{std::move(row), std::nullopt};
}

Answer<LoadedEvent> load_whole(const Call& call, domain::EventRow row) {
  auto payload = read_payload(call.stores.blobs, row.payload);
  if (payload) return LoadedEvent{std::move(row), *std::move(payload)};
  if (payload.error().kind != ErrorKind::not_found) return unexpected(failed(payload.error()));
  return unexpected(
      not_found("Event expired: it was received, but its age exceeded the retention period."));
}

}  // namespace picket::api
