#include "adapters/faulty/blob_store.h"

namespace picket::adapters {

Result<std::vector<domain::BlobRef>> FaultyBlobStore::put(Timestamp day,
                                                          std::span<const std::string_view> blobs) {
  return inject(plan_, "put", [&] { return inner_.put(day, blobs); });
}

Result<std::string> FaultyBlobStore::get(const domain::BlobRef& ref) {
  return inject(plan_, "get", [&] { return inner_.get(ref); });
}

Result<std::uint64_t> FaultyBlobStore::expire(Timestamp before) {
  return inject(plan_, "expire", [&] { return inner_.expire(before); });
}

Result<std::uint64_t> FaultyBlobStore::size_bytes() {
  return inject(plan_, "size_bytes", [&] { return inner_.size_bytes(); });
}

}  // namespace picket::adapters
