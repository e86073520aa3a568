// The blob_store port with faults in front of it.
#pragma once

#include "adapters/faulty/fault_plan.h"
#include "ports/blob_store.h"

namespace picket::adapters {

/// Every call may fail as the plan says, else it is the inner store's. Both outlive it. A put that
/// fails after the fact leaves orphans, as a crash does.
class FaultyBlobStore : public ports::BlobStore {
 public:
  FaultyBlobStore(ports::BlobStore& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                           std::span<const std::string_view> blobs) override;
  Result<std::string> get(const domain::BlobRef& ref) override;
  Result<std::uint64_t> expire(Timestamp before) override;
  Result<std::uint64_t> size_bytes() override;

 private:
  ports::BlobStore& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
