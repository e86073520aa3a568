// What the server's API tells of the server: by the code that the command line uses.
#pragma once

#include <optional>
#include <string>

#include "app/admin/context.h"
#include "app/serve/disk_pace.h"
#include "ports/storage_days.h"
#include "roles/api/instance.h"

namespace picket::app {

/// For the worker, which notes it. Blocks on the disk.
Result<ports::StorageDay> measure_storage(AdminContext& context);

class ThisInstance final : public api::Instance {
 public:
  /// `context` outlives it.
  ThisInstance(AdminContext& context, std::string version)
      : context_(context), version_(std::move(version)), started_(context.clock.now()) {}

  api::ProgramFacts program() override;
  Result<std::vector<api::GroupLag>> lag() override;
  Result<api::StorageFacts> storage() override;
  std::vector<api::HealthCheck> diagnose() override;
  Result<void> replay(std::int64_t dead_letter) override;
  std::optional<Duration> until_full() override;

 private:
  AdminContext& context_;
  const std::string version_;
  const Timestamp started_;
  DiskPace pace_;
};

}  // namespace picket::app
