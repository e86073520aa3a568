#include "ports/monitors.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/items.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"

namespace picket::adapters::meta {
namespace {

using MonitorColumns = List<Int, Int, Text, Text, Int>;
#define PICKET_MONITOR_COLUMNS "id, project_id, slug, config, created"
constexpr Sql<List<Int, Text>, List<Int, Text>> kKnown{
    "SELECT id, config FROM monitors WHERE project_id = :project AND slug = :slug"};
constexpr Sql<List<Int>, List<Int>> kCount{
    "SELECT COUNT(*) FROM monitors WHERE project_id = :project"};
constexpr Sql<List<Int, Text, Text, Int>, List<Int>> kAdd{
    "INSERT INTO monitors (project_id, slug, config, created) VALUES (:project, :slug, :config, "
    ":created) RETURNING id"};
constexpr Sql<List<Text, Int>> kConfigure{"UPDATE monitors SET config = :config WHERE id = :id"};

constexpr Sql<List<Int, Int, Int, Text>> kEnvironmentAgain{
    "UPDATE monitor_environments SET status = :status, last_check_in = :last "
    "WHERE monitor_id = :monitor AND environment = :environment"};
constexpr Sql<List<Int>, List<Int>> kEnvironments{
    "SELECT COUNT(*) FROM monitor_environments WHERE monitor_id = :monitor"};
constexpr Sql<List<Int, Text, Int, Int>> kAddEnvironment{
    "INSERT INTO monitor_environments (monitor_id, environment, status, last_check_in) VALUES "
    "(:monitor, :environment, :status, :last)"};

constexpr Sql<List<Int, Text>, List<Int, Int>> kById{
    "SELECT id, status FROM check_ins WHERE monitor_id = :monitor AND check_in_id = :check_in"};
constexpr Sql<List<Int, Text, Int>, List<Int, Int>> kInProgress{
    "SELECT id, status FROM check_ins WHERE monitor_id = :monitor AND environment = :environment "
    "AND status = :in_progress ORDER BY id DESC LIMIT 1"};
constexpr Sql<List<Int, Text, Text, Int, Int, Int, Int>> kAddCheckIn{
    "INSERT INTO check_ins (monitor_id, environment, check_in_id, status, duration_ms, added, "
    "updated) VALUES (:monitor, :environment, :check_in, :status, :duration, :added, :updated)"};
constexpr Sql<List<Int, Int, Int, Int>> kUpdateCheckIn{
    "UPDATE check_ins SET status = :status, duration_ms = :duration, updated = :updated "
    "WHERE id = :id"};
constexpr Sql<List<Int, Int, Int>, List<Int, Text, Text, Int, Int, Int, Int>> kCheckIns{
    "SELECT monitor_id, environment, check_in_id, status, duration_ms, added, updated "
    "FROM check_ins WHERE monitor_id = :monitor ORDER BY id DESC LIMIT :most OFFSET :skipped"};

Int number(ports::CheckInStatus status) {
  return static_cast<Int>(status);
}

Int duration_ms(const ports::CheckIn& check_in) {
  if (!check_in.duration) return -1;
  return std::chrono::duration_cast<std::chrono::milliseconds>(*check_in.duration).count();
}

ports::Monitor monitor_row(Int id, Int project, std::string& slug, std::string& config,
                           Int created) {
  return {id, ProjectId{project}, std::move(slug), std::move(config), from_unix_us(created)};
}

ports::CheckIn check_in_row(Int monitor, std::string& environment, std::string& id, Int status,
                            Int duration, Int added, Int updated) {
  ports::CheckIn check_in{monitor,
                          std::move(environment),
                          EventId::parse(id).value_or(EventId{}),
                          static_cast<ports::CheckInStatus>(status),
                          std::nullopt,
                          from_unix_us(added),
                          from_unix_us(updated)};
  if (duration >= 0) check_in.duration = std::chrono::milliseconds(duration);
  return check_in;
}

std::optional<Int> as_id(std::string_view text) {
  Int id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id < 0) return std::nullopt;
  return id;
}

Result<void> check_projects(std::span<const ProjectId> projects) {
  if (projects.size() <= kMaxQueriedProjects) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
}

Result<void> check_page(std::size_t offset, std::size_t limit) {
  if (limit <= kMaxListed && offset <= kMaxListOffset) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
}

}  // namespace

Result<std::optional<std::int64_t>> Monitors::put(const ports::Monitor& monitor) {
  std::optional<std::int64_t> known;
  std::string config;
  const auto read =
      work_.read(kKnown, monitor.project.value, monitor.slug, [&](Int id, std::string& stored) {
        known = id;
        config = std::move(stored);
      });
  if (!read) return unexpected(read.error());
  const bool configures = monitor.config_json != "{}" && monitor.config_json != config;
  if (known && configures) {
    const auto changed = work_.change(kConfigure, monitor.config_json, *known);
    if (!changed) return unexpected(changed.error());
  }
  if (known) return known;
  Int monitors = 0;
  if (auto counted = work_.read(kCount, monitor.project.value, [&](Int n) { monitors = n; });
      !counted) {
    return unexpected(counted.error());
  }
  if (monitors >= kMaxMonitors) return std::nullopt;
  const auto id = work_.insert(kAdd, monitor.project.value, monitor.slug, monitor.config_json,
                               to_unix_us(monitor.created));
  if (!id) return unexpected(id.error());
  return std::optional<std::int64_t>(*id);
}

Result<std::vector<ports::Monitor>> Monitors::list(std::span<const ProjectId> projects,
                                                   std::size_t offset, std::size_t limit) {
  std::vector<ports::Monitor> listed;
  if (projects.empty()) return listed;
  if (auto checked = check_page(offset, limit); !checked) return unexpected(checked.error());
  if (auto checked = check_projects(projects); !checked) return unexpected(checked.error());
  const auto done = work_.read_once<List<>, MonitorColumns>(
      fmt::format("SELECT " PICKET_MONITOR_COLUMNS
                  " FROM monitors WHERE project_id IN ({}) ORDER BY slug, id LIMIT {} OFFSET {}",
                  number_list(projects), limit, offset),
      [&](auto&&... columns) { listed.push_back(monitor_row(columns...)); });
  if (!done) return unexpected(done.error());
  return listed;
}

Result<std::optional<ports::Monitor>> Monitors::find(std::span<const ProjectId> projects,
                                                     std::string_view id_or_slug) {
  std::optional<ports::Monitor> found;
  if (projects.empty()) return found;
  if (auto checked = check_projects(projects); !checked) return unexpected(checked.error());
  const auto done = work_.read_once<List<Text, Int>, MonitorColumns>(
      fmt::format("SELECT " PICKET_MONITOR_COLUMNS
                  " FROM monitors WHERE project_id IN ({}) AND (slug = :slug OR id = :id) "
                  "ORDER BY id LIMIT 1",
                  number_list(projects)),
      id_or_slug, as_id(id_or_slug).value_or(0),
      [&](auto&&... columns) { found = monitor_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::MonitorEnvironment>> Monitors::environments(
    std::span<const std::int64_t> monitors) {
  std::vector<ports::MonitorEnvironment> listed;
  if (monitors.empty()) return listed;
  if (auto checked = check_page(0, monitors.size()); !checked) return unexpected(checked.error());
  const auto done = work_.read_once<List<>, List<Int, Text, Int, Int>>(
      fmt::format("SELECT monitor_id, environment, status, last_check_in FROM monitor_environments "
                  "WHERE monitor_id IN ({}) ORDER BY monitor_id, environment",
                  fmt::join(monitors, ", ")),
      [&](Int monitor, std::string& name, Int status, Int last) {
        listed.push_back({monitor, std::move(name), static_cast<ports::CheckInStatus>(status),
                          from_unix_us(last)});
      });
  if (!done) return unexpected(done.error());
  return listed;
}

Result<bool> Monitors::note_environment(const ports::CheckIn& check_in) {
  const auto again =
      held(work_.change(kEnvironmentAgain, number(check_in.status), to_unix_us(check_in.updated),
                        check_in.monitor, check_in.environment));
  if (!again || *again) return again;
  Int environments = 0;
  const auto counted =
      work_.read(kEnvironments, check_in.monitor, [&](Int n) { environments = n; });
  if (!counted) return unexpected(counted.error());
  if (environments >= kMaxEnvironments) return false;
  return held(work_.change(kAddEnvironment, check_in.monitor, check_in.environment,
                           number(check_in.status), to_unix_us(check_in.updated)));
}

Result<ports::CheckInResult> Monitors::check_in(const ports::CheckIn& check_in) {
  using ports::CheckInResult;
  struct Known {
    Int id;
    Int status;
  };
  std::optional<Known> known;
  const auto take = [&](Int id, Int status) { known = Known{id, status}; };
  const bool named = check_in.id != EventId{};
  const auto in_progress = number(ports::CheckInStatus::in_progress);
  const auto read =
      named ? work_.read(kById, check_in.monitor, check_in.id.to_hex(), take)
            : work_.read(kInProgress, check_in.monitor, check_in.environment, in_progress, take);
  if (!read) return unexpected(read.error());
  // One that begins without an id does not end the one before.
  if (!named && check_in.status == ports::CheckInStatus::in_progress) known.reset();
  if (known && known->status != in_progress) return CheckInResult::finished;
  const auto noted = note_environment(check_in);
  if (!noted) return unexpected(noted.error());
  if (!*noted) return CheckInResult::too_many_environments;
  if (known) {
    const auto updated =
        work_.change(kUpdateCheckIn, number(check_in.status), duration_ms(check_in),
                     to_unix_us(check_in.updated), known->id);
    if (!updated) return unexpected(updated.error());
    return CheckInResult::updated;
  }
  const EventId id = named ? check_in.id : EventId::random();
  const auto added = work_.change(kAddCheckIn, check_in.monitor, check_in.environment, id.to_hex(),
                                  number(check_in.status), duration_ms(check_in),
                                  to_unix_us(check_in.added), to_unix_us(check_in.updated));
  if (!added) return unexpected(added.error());
  return CheckInResult::added;
}

Result<std::vector<ports::CheckIn>> Monitors::check_ins(std::int64_t monitor, std::size_t offset,
                                                        std::size_t limit) {
  if (auto checked = check_page(offset, limit); !checked) return unexpected(checked.error());
  std::vector<ports::CheckIn> listed;
  const auto done =
      work_.read(kCheckIns, monitor, static_cast<Int>(limit), static_cast<Int>(offset),
                 [&](auto&&... columns) { listed.push_back(check_in_row(columns...)); });
  if (!done) return unexpected(done.error());
  return listed;
}

}  // namespace picket::adapters::meta
