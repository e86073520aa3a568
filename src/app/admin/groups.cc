// `picket consumer-groups --describe`: the columns of Kafka's tool of that name.
#include <algorithm>
#include <chrono>
#include <set>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/lag.h"
#include "app/admin/projects.h"
#include "protocol/topics.h"

namespace picket::app {
namespace {

namespace json = boost::json;

json::object describe(const std::string& group, const PartitionLag& lag) {
  const double seconds = std::chrono::duration<double>(lag.oldest_pending).count();
  return {{"group", group},
          {"topic", lag.of.topic},
          {"partition", lag.of.partition},
          {"current_offset", lag.committed ? json::value(*lag.committed) : json::value(nullptr)},
          {"log_start_offset", lag.range.earliest},
          {"log_end_offset", lag.range.end},
          {"lag", lag.pending},
          {"oldest_pending_seconds", seconds}};
}

}  // namespace

/// {group}: [{group, topic, partition, current_offset, log_start_offset, log_end_offset, lag,
/// oldest_pending_seconds}].
CommandResult run_groups_describe(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto wanted = in.text("group");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  const auto groups = context.stores.log.groups();
  if (!groups) return unexpected(groups.error());
  std::set<std::string> names(groups->begin(), groups->end());
  names.emplace(protocol::kGroupIngestConsumer);
  if (wanted && !names.contains(*wanted)) return unexpected(no_such("consumer group", *wanted));

  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  json::array described;
  for (const std::string& name : names) {
    if (wanted && name != *wanted) continue;
    const auto lags = read_lag(**tx, context.stores.log, name, context.clock.now());
    if (!lags) return unexpected(lags.error());
    for (const PartitionLag& lag : *lags) described.push_back(describe(name, lag));
  }
  return described;
}

}  // namespace picket::app
