// A blob store that refuses what is put, for as long as a test says so.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/blob_store.h"

namespace picket::conformance {

/// Thread-safe. `inner` outlives it.
class FaultyBlobs final : public ports::BlobStore {
 public:
  explicit FaultyBlobs(ports::BlobStore& inner) : inner_(inner) {}

  void refuse(bool refuses) { refuses_ = refuses; }
  int puts() const { return puts_; }

  Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                           std::span<const std::string_view> blobs) override {
    ++puts_;
    if (refuses_) return unexpected(Error{ErrorKind::unavailable, "no_space", "told to"});
    return inner_.put(day, blobs);
  }
  Result<std::string> get(const domain::BlobRef& ref) override { return inner_.get(ref); }
  Result<std::uint64_t> expire(Timestamp before) override { return inner_.expire(before); }
  Result<std::uint64_t> size_bytes() override { return inner_.size_bytes(); }

 private:
  ports::BlobStore& inner_;
  std::atomic<bool> refuses_{false};
  std::atomic<int> puts_{0};
};

}  // namespace picket::conformance
