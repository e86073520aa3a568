// What the server's API tells of the server: by the code that the command line uses.
#pragma once

#include <string>

#include "app/admin/context.h"
#include "roles/api/instance.h"

namespace picket::app {

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

 private:
  AdminContext& context_;
  const std::string version_;
  const Timestamp started_;
};

}  // namespace picket::app
