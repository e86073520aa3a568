#include "app/serve/this_instance.h"

#include <utility>

#include <sys/statvfs.h>

#include "app/admin/doctor.h"
#include "app/serve/process.h"
#include "roles/consumer/describe_groups.h"
#include "roles/consumer/replay.h"

namespace picket::app {

Result<ports::StorageDay> measure_storage(AdminContext& context) {
  const Fact<DiskFacts> disk = examine_disk(context);
  if (!disk) return unexpected(Error{ErrorKind::unavailable, "disk", disk.error()});
  ports::StorageDay day{context.clock.now(), static_cast<std::int64_t>(disk->free_bytes), {}};
  for (const EntrySize& entry : disk->entries)
    day.stores.push_back({entry.name, static_cast<std::int64_t>(entry.bytes)});
  return day;
}

api::ProgramFacts ThisInstance::program() {
  const ProcessFacts process = read_process_facts();
  return {version_, started_, process.resident_bytes, process.open_files,
          context_.stores.meta.schema_version().value_or(0)};
}

Result<std::vector<api::GroupLag>> ThisInstance::lag() {
  const auto groups = consumer::describe_groups(context_.stores, context_.clock.now());
  if (!groups) return unexpected(groups.error());
  std::vector<api::GroupLag> lag;
  for (const consumer::GroupPartition& at : *groups) {
    lag.push_back({at.group, at.of.topic, at.of.partition, at.committed, at.log.earliest,
                   at.log.end, at.pending, at.oldest_pending});
  }
  return lag;
}

Result<api::StorageFacts> ThisInstance::storage() {
  const Fact<DiskFacts> disk = examine_disk(context_);
  if (!disk) return unexpected(Error{ErrorKind::unavailable, "disk", disk.error()});
  api::StorageFacts facts;
  facts.in_memory = disk->in_memory;
  facts.path = disk->path;
  facts.used_bytes = disk->used_bytes;
  facts.free_bytes = disk->free_bytes;
  for (const EntrySize& entry : disk->entries) facts.stores.push_back({entry.name, entry.bytes});
  if (const auto growth = forecast(*disk)) {
    facts.bytes_per_day = disk->bytes_per_day;
    if (!growth->fits()) facts.days_until_full = growth->days_left;
  }
  facts.days_kept = disk->days_kept;
  facts.retention_days = disk->retention_days;
  return facts;
}

std::vector<api::HealthCheck> ThisInstance::diagnose() {
  std::vector<api::HealthCheck> checks;
  for (Check& check : app::diagnose(examine(context_))) {
    checks.push_back({std::string(check.name), to_string(check.health), std::move(check.finding),
                      std::move(check.remedy)});
  }
  return checks;
}

Result<void> ThisInstance::replay(std::int64_t dead_letter) {
  const auto replayed = consumer::replay_dead_letter(context_.stores, context_.clock, dead_letter);
  if (!replayed) return unexpected(replayed.error());
  return {};
}

std::optional<Duration> ThisInstance::until_full() {
  if (context_.data_path.empty()) return std::nullopt;
  struct statvfs about {};
  if (::statvfs(context_.data_path.c_str(), &about) != 0) return std::nullopt;
  return pace_.look(context_.clock.now(), std::uint64_t{about.f_bavail} * about.f_frsize);
}

}  // namespace picket::app
