// Port: whole events and attachments, written once, read by reference. "Give me the whole event."
//
// Embedded: segment files of a day. Distributed: BigTable or S3.
// Threads: safe from any thread. Blocks. Errors: unavailable, not_found (expired or never written),
// corrupt.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"

namespace picket::ports {

class BlobStore {
 public:
  virtual ~BlobStore() = default;

  /// Writes all blobs, durable on return, filed under the day of `day`; references come in the
  /// order given. Repeating it writes again: what nobody refers to expires with its day.
  virtual Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                                   std::span<const std::string_view> blobs) = 0;

  virtual Result<std::string> get(const domain::BlobRef& ref) = 0;

  /// Drops whole days before the day of `before`; returns the bytes freed. Safe to repeat.
  virtual Result<std::uint64_t> expire(Timestamp before) = 0;

  /// Bytes on disk (0 in memory).
  virtual Result<std::uint64_t> size_bytes() = 0;
};

/// UTC day number since 1970, by which blobs are filed; invalid_argument before 1970 and from the
/// year 10000 on.
Result<std::uint32_t> blob_day(Timestamp time);

}  // namespace picket::ports
