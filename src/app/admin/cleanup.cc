// `picket cleanup`: retention now, instead of at its next turn.
#include <chrono>
#include <utility>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/projects.h"
#include "base/rfc3339.h"
#include "roles/worker/retention.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMaxDays = 3650;

/// By event time, while retention goes by time of reception: close, and cheap to ask.
Result<std::int64_t> count_before(AdminContext& context, Timestamp day) {
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  auto selected = projects->select(std::nullopt);
  if (!selected) return unexpected(selected.error());
  ports::EventFilter filter;
  filter.projects = *std::move(selected);
  filter.start = Timestamp{};
  filter.end = day;
  const auto buckets = context.stores.events.count_by_time(filter, *filter.end - *filter.start);
  if (!buckets) return unexpected(buckets.error());
  std::int64_t events = 0;
  for (const ports::BucketCount& bucket : *buckets) events += bucket.events;
  return events;
}

}  // namespace

/// {days, dry_run}: {before, dry_run, events, bytes, dead_letters}. Drops what was received before
/// the UTC day `days` ago, by default `retention_days`. With dry_run `events` is close to what
/// would be dropped, and the other two are null.
CommandResult run_cleanup(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto days = in.number("days", 0, kMaxDays).value_or(context.settings.retention_days);
  const bool dry_run = in.flag("dry_run");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  const auto limits = worker::retention_limits(context.clock.now(), std::chrono::days(days));
  json::object result{{"before", format_rfc3339(limits.events)}, {"dry_run", dry_run}};
  if (dry_run) {
    const auto events = count_before(context, limits.events);
    if (!events) return unexpected(events.error());
    result["events"] = *events;
    result["bytes"] = nullptr;
    result["dead_letters"] = nullptr;
    return result;
  }

  const engine::StopSignal never;
  const auto expired = worker::expire(context.stores, limits, never);
  if (!expired) return unexpected(expired.error());
  result["events"] = expired->events;
  result["bytes"] = expired->blob_bytes;
  result["dead_letters"] = expired->dead_letters;
  return result;
}

}  // namespace picket::app
