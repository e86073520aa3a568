// The whole event as the blob store keeps it: one zstd frame of normalized JSON.
#pragma once

#include <cstddef>

#include <boost/json.hpp>

#include "base/result.h"
#include "base/units.h"
#include "domain/event/row.h"
#include "ports/blob_store.h"

namespace picket::api {

/// The relay takes events of up to 1 MiB; what normalization adds (defaults, `_meta`) is bounded by
/// a multiple.
inline constexpr std::size_t kMaxEventBytes = 16_MiB;

struct Payload {
  boost::json::object event;
  std::size_t json_bytes = 0;
};

/// not_found when it expired or never was; corrupt when it cannot be unpacked or read.
Result<Payload> read_payload(ports::BlobStore& blobs, const domain::BlobRef& ref);

}  // namespace picket::api
