// The keys that SDKs write with.
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/projects.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text, Text, Text, Int, Int, Int, Int, Text>, List<Int>> kAdd{
    "INSERT INTO project_keys (project_id, public_key, secret, label, active, created, "
    "limit_count, limit_window, settings) VALUES (:project, :public_key, :secret, :label, "
    ":active, :created, :count, :window, :settings) RETURNING id"};
constexpr Sql<List<Text, Int, Int, Int, Text, Int, Int>> kUpdate{
    "UPDATE project_keys SET label = :label, active = :active, limit_count = :count, "
    "limit_window = :window, settings = :settings, version = version + 1 "
    "WHERE id = :key AND version = :version"};
constexpr Sql<List<Int>> kRemove{"DELETE FROM project_keys WHERE id = :key"};

}  // namespace

Result<KeyId> Projects::insert_key(const ports::ClientKey& key) {
  return work_
      .insert(kAdd, key.project.value, key.public_key, key.secret, key.label, key.active ? 1 : 0,
              to_unix_us(key.created), key.limit_count, key.limit_window_s, key.settings.to_json())
      .map([](Int id) { return KeyId{id}; });
}

Result<KeyId> Projects::add_key(const ports::ClientKey& key) {
  const auto id = insert_key(key);
  if (!id) return id;
  if (const auto moved = move_config_version(); !moved) return unexpected(moved.error());
  return id;
}

Result<std::vector<ports::ClientKey>> Projects::keys(std::span<const ProjectId> projects) {
  std::vector<ports::ClientKey> keys;
  if (projects.empty()) return keys;
  if (projects.size() > kMaxQueriedProjects)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  const auto read =
      work_.read_once<List<>, List<Int, Int, Text, Text, Text, Int, Int, Int, Int, Text, Int>>(
          fmt::format("SELECT id, project_id, public_key, secret, label, active, created, "
                      "limit_count, limit_window, settings, version FROM project_keys "
                      "WHERE project_id IN ({}) ORDER BY project_id, id",
                      number_list(projects)),
          [&](Int id, Int project, std::string& public_key, std::string& secret, std::string& label,
              Int active, Int created, Int count, Int window, const std::string& settings,
              Int version) {
            keys.push_back({KeyId{id}, ProjectId{project}, std::move(public_key), std::move(secret),
                            std::move(label), active != 0, from_unix_us(created), count, window,
                            domain::SettingValues::parse(settings), version});
          });
  if (!read) return unexpected(read.error());
  return keys;
}

Result<void> Projects::update_key(const ports::ClientKey& key) {
  auto updated = changed_one(work_.change(kUpdate, key.label, key.active ? 1 : 0, key.limit_count,
                                          key.limit_window_s, key.settings.to_json(), key.id.value,
                                          key.version));
  if (!updated) return updated;
  return move_config_version();
}

Result<void> Projects::remove_key(KeyId key) {
  if (auto removed = done(work_.change(kRemove, key.value)); !removed) return removed;
  return move_config_version();
}

}  // namespace picket::adapters::meta
