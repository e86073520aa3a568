// Ownership rules as people wrote them.
#include <utility>

#include "adapters/meta_sql/projects.h"

namespace picket::adapters::meta {
namespace {

using domain::ownership::AutoAssignment;
using domain::ownership::OwnershipSettings;

using Columns = List<Int, Text, Text, Int, Text, Int, Int, Int>;
#define PICKET_OWNERSHIP_COLUMNS                                                               \
  "w.project_id, w.rules, w.codeowners, w.fallthrough, w.auto_assignment, w.codeowners_sync, " \
  "w.created, w.updated"

constexpr Sql<List<Int>, Columns> kGet{"SELECT " PICKET_OWNERSHIP_COLUMNS
                                       " FROM project_ownership w WHERE w.project_id = :project"};
constexpr Sql<List<Int>, Columns> kSince{
    "SELECT " PICKET_OWNERSHIP_COLUMNS
    " FROM project_ownership w JOIN projects p ON p.id = w.project_id "
    "WHERE w.config_version > :version AND p.deleted = 0 ORDER BY w.project_id"};
constexpr Sql<List<Int, Text, Text, Int, Text, Int, Int, Int>> kPut{
    "INSERT INTO project_ownership (project_id, rules, codeowners, fallthrough, auto_assignment, "
    "codeowners_sync, created, updated, config_version) SELECT :project, :rules, :codeowners, "
    ":fallthrough, :auto_assignment, :sync, :created, :updated, v.version FROM config_version v "
    "WHERE true ON CONFLICT (project_id) DO UPDATE SET rules = excluded.rules, "
    "codeowners = excluded.codeowners, fallthrough = excluded.fallthrough, "
    "auto_assignment = excluded.auto_assignment, codeowners_sync = excluded.codeowners_sync, "
    "updated = excluded.updated, config_version = excluded.config_version"};

OwnershipSettings settings_row(Int project, std::string& rules, std::string& codeowners,
                               Int fallthrough, const std::string& auto_assignment, Int sync,
                               Int created, Int updated) {
  return {ProjectId{project}, std::move(rules), std::move(codeowners), fallthrough != 0,
          // A word of a newer program: nothing is assigned by a rule that is not known.
          domain::ownership::parse_auto_assignment(auto_assignment).value_or(AutoAssignment::off),
          sync != 0, from_unix_us(created), from_unix_us(updated)};
}

}  // namespace

Result<std::optional<OwnershipSettings>> Projects::ownership(ProjectId project) {
  std::optional<OwnershipSettings> found;
  const auto read =
      work_.read(kGet, project.value, [&](auto&&... columns) { found = settings_row(columns...); });
  if (!read) return unexpected(read.error());
  return found;
}

Result<void> Projects::put_ownership(const OwnershipSettings& settings) {
  if (auto moved = move_config_version(); !moved) return moved;
  return done(work_.change(kPut, settings.project.value, settings.rules, settings.codeowners,
                           settings.fallthrough ? Int{1} : Int{0},
                           to_string(settings.auto_assignment),
                           settings.codeowners_sync ? Int{1} : Int{0}, to_unix_us(settings.created),
                           to_unix_us(settings.updated)));
}

Result<std::vector<OwnershipSettings>> Projects::ownership_since(std::int64_t config_version) {
  std::vector<OwnershipSettings> found;
  const auto read = work_.read(kSince, config_version, [&](auto&&... columns) {
    found.push_back(settings_row(columns...));
  });
  if (!read) return unexpected(read.error());
  return found;
}

}  // namespace picket::adapters::meta
