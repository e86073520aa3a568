// Brings a database to the schema of this program.
#pragma once

#include <span>
#include <vector>

#include "adapters/meta_sql/connections.h"
#include "adapters/meta_sql/migration.h"
#include "base/clock.h"
#include "base/result.h"

namespace picket::adapters::meta {

/// `known` is ascending. Everything here is safe to repeat, and safe beside another process that
/// does the same.
class Migrator {
 public:
  Migrator(Connections& connections, const Clock& clock, std::span<const Migration> known)
      : connections_(connections), clock_(clock), known_(known) {}

  Result<int> version();
  /// conflict / "schema_too_new" when the database knows more than this program.
  Result<std::vector<Migration>> pending();
  Result<void> migrate();

 private:
  Result<void> apply(const Migration& migration);

  Connections& connections_;
  const Clock& clock_;
  const std::span<const Migration> known_;
};

}  // namespace picket::adapters::meta
