// References into the blob store as columns.
#pragma once

#include <cstdint>

#include "adapters/meta_sql/statement.h"
#include "domain/event/row.h"

namespace picket::adapters::meta {

/// Containers and offsets are below 2^63, as the store numbers them itself.
inline domain::BlobRef blob_ref(Int container, Int offset, Int size) {
  return {static_cast<std::uint64_t>(container), static_cast<std::uint64_t>(offset),
          static_cast<std::uint32_t>(size)};
}

}  // namespace picket::adapters::meta
