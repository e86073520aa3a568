#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "app/admin/doctor.h"
#include "app/admin/projects.h"
#include "app/admin/sealed.h"
#include "app/data/secret_key_file.h"
#include "ports/dead_letters.h"
#include "ports/outcomes.h"
#include "roles/consumer/describe_groups.h"

namespace picket::app {
namespace {

using Days = std::chrono::days;

/// The pace is taken over a week, so that weekends count.
constexpr Days kPaceWindow{7};
/// The one store that is files, not a folder: SQLite keeps others of this beginning beside it.
constexpr std::string_view kMetaFile = "meta.db";
/// A busy server has a batch under way most of the time; a look takes milliseconds.
constexpr int kLedgerLooks = 50;

template <class T>
unexpected<std::string> because(const T& failed) {
  const Error& error = failed.error();
  return unexpected<std::string>(error.detail.empty() ? std::string(error.code) : error.detail);
}

std::string write_probe(const std::string& folder) {
  const std::string path = folder + "/doctor.probe";
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return std::generic_category().message(errno);
  const bool done = ::write(fd, "x", 1) == 1 && ::fsync(fd) == 0;
  const int number = errno;
  ::close(fd);
  ::unlink(path.c_str());
  return done ? "" : std::generic_category().message(number);
}

/// The store that a file in the data directory is of; what is of none is small.
std::string store_of(const std::filesystem::path& entry, bool is_folder) {
  const std::string name = entry.filename().string();
  if (is_folder) return name;
  return name.starts_with(kMetaFile) ? std::string(kMetaFile) : "other";
}

/// Blocks that the files take; files may come and go meanwhile.
std::vector<EntrySize> entry_sizes(const std::string& folder) {
  std::map<std::string, std::uint64_t> sizes;
  std::string top;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator at(folder, failed), end; at != end;
       at.increment(failed)) {
    struct stat about {};
    const bool known = ::lstat(at->path().c_str(), &about) == 0;
    if (at.depth() == 0) top = store_of(at->path(), known && S_ISDIR(about.st_mode));
    if (known) sizes[top] += static_cast<std::uint64_t>(about.st_blocks) * 512;
    if (failed) break;
  }
  std::vector<EntrySize> entries;
  entries.reserve(sizes.size());
  for (const auto& [name, bytes] : sizes) entries.push_back({name, bytes});
  return entries;
}

/// Days of events that are stored, and events per day lately (0 with less than a day of them).
struct Pace {
  std::int64_t days_kept = 0;
  double events_per_day = 0;
};

Result<Pace> read_pace(AdminContext& context, std::vector<ProjectId> projects) {
  const Timestamp now = context.clock.now();
  ports::EventFilter filter;
  filter.projects = std::move(projects);
  filter.start = std::chrono::floor<Days>(now) - Days(context.settings.retention_days);
  filter.end = now;
  const auto buckets = context.stores.events.count_by_time(filter, Days(1));
  if (!buckets) return unexpected(buckets.error());
  const auto first = std::find_if(buckets->begin(), buckets->end(),
                                  [](const ports::BucketCount& b) { return b.events > 0; });
  Pace pace;
  pace.days_kept = buckets->end() - first;
  if (pace.days_kept < 2) return pace;
  std::int64_t events = 0;
  for (auto bucket = first; bucket != buckets->end(); ++bucket) {
    if (bucket->start >= now - kPaceWindow) events += bucket->events;
  }
  const Duration window = std::min<Duration>(kPaceWindow, now - first->start);
  pace.events_per_day =
      static_cast<double>(events) / std::chrono::duration<double, Days::period>(window).count();
  return pace;
}

Result<std::vector<ProjectId>> all_projects(AdminContext& context) {
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto list = ProjectList::read(**tx);
  if (!list) return unexpected(list.error());
  return list->select(std::nullopt);
}

Fact<SchemaFacts> examine_schema(AdminContext& context) {
  const auto version = context.stores.meta.schema_version();
  if (!version) return because(version);
  auto pending = context.stores.meta.pending_migrations();
  if (!pending) return because(pending);
  return SchemaFacts{*version, *std::move(pending)};
}

Fact<LagFacts> examine_lag(AdminContext& context) {
  const auto groups = consumer::describe_groups(context.stores, context.clock.now());
  if (!groups) return because(groups);
  LagFacts facts;
  facts.serving = context.serving;
  for (const consumer::GroupPartition& at : *groups) {
    facts.pending += at.pending;
    facts.oldest = std::max(facts.oldest, at.oldest_pending);
  }
  return facts;
}

Fact<std::int64_t> examine_dead_letters(AdminContext& context) {
  auto tx = context.stores.meta.begin_read();
  if (!tx) return because(tx);
  const auto open = (*tx)->dead_letters().count_open();
  if (!open) return because(open);
  return *open;
}

Fact<KeyFacts> examine_key(AdminContext& context) {
  KeyFacts facts;
  facts.path = context.secret_key_file;
  facts.in_memory = facts.path.empty();
  if (facts.in_memory) return facts;
  const auto key = read_secret_key(facts.path);
  if (!key) return because(key);
  facts.missing = !*key;
  const auto sealed = count_sealed(context.stores.meta, *key ? &**key : nullptr);
  if (!sealed) return because(sealed);
  facts.factors = sealed->factors;
  facts.unreadable = sealed->unreadable;
  return facts;
}

/// How far meta_db and the event store are, per partition of events.
using Applied = std::vector<std::pair<ports::Offset, ports::Offset>>;

Result<Applied> read_applied(AdminContext& context) {
  const auto groups = consumer::describe_groups(context.stores, context.clock.now());
  if (!groups) return unexpected(groups.error());
  Applied applied;
  for (const consumer::GroupPartition& at : *groups) {
    if (at.applied_events) applied.emplace_back(at.applied, *at.applied_events);
  }
  return applied;
}

/// One look: the totals of both stores between two checks that both had the same batches.
Result<LedgerFacts> look_at_ledger(AdminContext& context) {
  const auto before = read_applied(context);
  if (!before) return unexpected(before.error());
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto meta_totals = (*tx)->outcomes().totals();
  if (!meta_totals) return unexpected(meta_totals.error());
  tx->reset();
  const auto totals = context.stores.events.totals();
  if (!totals) return unexpected(totals.error());
  const auto after = read_applied(context);
  if (!after) return unexpected(after.error());
  const bool level = std::all_of(before->begin(), before->end(),
                                 [](const auto& at) { return at.first == at.second; });
  std::int64_t behind = 0;
  if (!context.serving) {
    for (const auto& [applied, in_events] : *after) {
      behind += std::max<std::int64_t>(0, applied - in_events);
    }
  }
  return LedgerFacts{
      level && *before == *after, totals->rows, totals->expired, meta_totals->accepted_errors,
      meta_totals->issue_events,  behind};
}

Fact<LedgerFacts> examine_ledger(AdminContext& context) {
  Result<LedgerFacts> facts = look_at_ledger(context);
  for (int look = 1; look < kLedgerLooks && facts && !facts->settled; ++look)
    facts = look_at_ledger(context);
  if (!facts) return because(facts);
  return *facts;
}

Fact<ClockFacts> examine_clock(AdminContext& context) {
  auto projects = all_projects(context);
  if (!projects) return ClockFacts{context.clock.now(), Timestamp{}};
  ports::EventFilter filter;
  filter.projects = *std::move(projects);
  const auto newest =
      context.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!newest) return because(newest);
  return ClockFacts{context.clock.now(), newest->empty() ? Timestamp{} : newest->front().received};
}

Fact<std::optional<IntakeFacts>> examine_intake(const AdminContext& context) {
  if (!context.intake) return std::optional<IntakeFacts>();
  return std::optional(context.intake());
}

Fact<LimitFacts> examine_limits() {
  struct rlimit files {};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
    return unexpected(std::generic_category().message(errno));
  return LimitFacts{files.rlim_max};
}

}  // namespace

Fact<DiskFacts> examine_disk(AdminContext& context) {
  DiskFacts facts;
  facts.path = context.data_path;
  facts.in_memory = context.data_path.empty();
  if (facts.in_memory) return facts;
  facts.not_writable = write_probe(context.data_path);
  struct statvfs about {};
  if (::statvfs(context.data_path.c_str(), &about) != 0)
    return unexpected(std::generic_category().message(errno));
  facts.free_bytes = std::uint64_t{about.f_bavail} * about.f_frsize;
  facts.entries = entry_sizes(context.data_path);
  for (const EntrySize& entry : facts.entries) facts.used_bytes += entry.bytes;
  facts.retention_days = context.settings.retention_days;

  // Without a schema or with a broken store there is no forecast; other checks say why.
  auto projects = all_projects(context);
  const auto pace = projects ? read_pace(context, *std::move(projects)) : Result<Pace>(Pace{});
  const auto totals = context.stores.events.totals();
  if (!pace || !totals || totals->rows == 0) return facts;
  facts.days_kept = pace->days_kept;
  facts.bytes_per_day =
      static_cast<std::int64_t>(static_cast<double>(facts.used_bytes) /
                                static_cast<double>(totals->rows) * pace->events_per_day);
  return facts;
}

DoctorFacts examine(AdminContext& context) {
  return {examine_disk(context),         examine_schema(context),
          examine_key(context),          examine_lag(context),
          examine_dead_letters(context), examine_ledger(context),
          examine_clock(context),        examine_limits(),
          examine_intake(context)};
}

}  // namespace picket::app
