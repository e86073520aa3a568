// `picket upgrade`: applies what this version's database needs and the data directory lacks.
#include "app/admin/arguments.h"
#include "app/admin/command.h"

namespace picket::app {

namespace json = boost::json;

/// {check}: {schema_version, pending: [{number, name}], applied: n}. With `check` nothing is
/// applied; without, schema_version is the one afterwards and `pending` is what was applied.
CommandResult run_upgrade(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const bool check = in.flag("check");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  ports::MetaDb& meta = context.stores.meta;

  const auto pending = meta.pending_migrations();
  if (!pending) return unexpected(pending.error());
  json::array migrations;
  for (const ports::Migration& migration : *pending)
    migrations.push_back({{"number", migration.number}, {"name", migration.name}});
  if (!check) {
    // Also when nothing is pending: it refuses a database that a newer version migrated.
    if (auto migrated = meta.migrate(); !migrated) return unexpected(migrated.error());
  }
  const auto version = meta.schema_version();
  if (!version) return unexpected(version.error());
  return json::object{{"schema_version", *version},
                      {"pending", migrations},
                      {"applied", check ? 0 : static_cast<std::int64_t>(pending->size())}};
}

}  // namespace picket::app
