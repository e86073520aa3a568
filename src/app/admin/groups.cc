// `picket consumer-groups --describe`: the columns of Kafka's tool of that name.
#include <chrono>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/projects.h"
#include "roles/consumer/describe_groups.h"

namespace picket::app {
namespace {

namespace json = boost::json;

json::object describe(const consumer::GroupPartition& at) {
  const double seconds = std::chrono::duration<double>(at.oldest_pending).count();
  return {{"group", at.group},
          {"topic", at.of.topic},
          {"partition", at.of.partition},
          {"current_offset", at.committed ? json::value(*at.committed) : json::value(nullptr)},
          {"log_start_offset", at.log.earliest},
          {"log_end_offset", at.log.end},
          {"lag", at.pending},
          {"oldest_pending_seconds", seconds}};
}

}  // namespace

/// {group}: [{group, topic, partition, current_offset, log_start_offset, log_end_offset, lag,
/// oldest_pending_seconds}].
CommandResult run_groups_describe(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto wanted = in.text("group");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  const auto groups = consumer::describe_groups(context.stores, context.clock.now());
  if (!groups) return unexpected(groups.error());
  json::array described;
  for (const consumer::GroupPartition& at : *groups) {
    if (!wanted || at.group == *wanted) described.push_back(describe(at));
  }
  if (wanted && described.empty()) return unexpected(no_such("consumer group", *wanted));
  return described;
}

}  // namespace picket::app
