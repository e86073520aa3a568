// Tables of the event store and their numbered migrations.
#pragma once

#include <string>
#include <string_view>

#include "adapters/events_duckdb/duckdb_handles.h"

namespace picket::adapters::duck {

/// The attached database: names are always written in full, since a connection's default is an
/// empty in-memory database (row_group_size can only be chosen by ATTACH).
inline constexpr std::string_view kCatalog = "store";

/// What this program writes and reads.
inline constexpr int kSchemaVersion = 3;

/// 0 for an empty database.
Outcome<int> schema_version(const Connection& on);

/// Brings the attached database to kSchemaVersion, each migration in its own transaction. Refuses a
/// newer one with conflict / "schema_too_new" and changes nothing.
Outcome<void> migrate(const Connection& on);

}  // namespace picket::adapters::duck
