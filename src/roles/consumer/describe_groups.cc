#include "roles/consumer/describe_groups.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "ports/batches.h"
#include "protocol/topics.h"
#include "roles/consumer/applied_state.h"

namespace picket::consumer {
namespace {

struct Group {
  std::string_view name;
  std::string_view topic;
  bool writes_events;
};

constexpr Group kGroups[] = {
    {protocol::kGroupIngestConsumer, protocol::kTopicIngestEvents, true},
    {protocol::kGroupIngestConsumer, protocol::kTopicIngestTransactions, false},
    {protocol::kGroupIngestConsumer, protocol::kTopicIngestAttachments, false},
    {protocol::kGroupIngestConsumer, protocol::kTopicIngestFeedback, false},
    {protocol::kGroupIngestConsumer, protocol::kTopicIngestMonitors, false},
    {protocol::kGroupIngestConsumer, protocol::kTopicIngestMetrics, false},
    {protocol::kGroupOutcomesConsumer, protocol::kTopicOutcomes, false},
};

Result<Duration> age_of_first(ports::Log& log, const ports::TopicPartition& of, ports::Offset from,
                              Timestamp now) {
  constexpr std::size_t kOneByte = 1;  // There is always at least one record.
  const auto records = log.read(of, from, 1, kOneByte, Deadline::now());
  if (!records) return unexpected(records.error());
  if (records->empty()) return Duration(0);
  return std::max(Duration(0), now - records->front().appended);
}

Result<void> read_applied(const ports::Stores& stores, const Group& group, GroupPartition& into) {
  auto tx = stores.meta.begin_read();
  if (!tx) return unexpected(std::move(tx.error()));
  const auto applied = (*tx)->batches().get(group.name, into.of);
  if (!applied) return unexpected(applied.error());
  into.applied = *applied;
  if (!group.writes_events) return {};
  const auto epoch = AppliedState::read_epoch(**tx, group.name, into.of);
  if (!epoch) return unexpected(epoch.error());
  const auto events = stores.events.applied_offset(AppliedState::event_store_key(into.of, *epoch));
  if (!events) return unexpected(events.error());
  into.applied_events = *events;
  return {};
}

Result<GroupPartition> describe(const ports::Stores& stores, const Group& group,
                                std::uint32_t partition, Timestamp now) {
  GroupPartition described;
  described.group = group.name;
  described.of = {std::string(group.topic), partition};
  const auto committed = stores.log.committed(described.group, described.of);
  if (!committed) return unexpected(committed.error());
  if (*committed) {
    described.committed = (*committed)->next;
    described.in_flight = engine::parse_in_flight_mark((*committed)->metadata);
  }
  if (auto done = read_applied(stores, group, described); !done) return unexpected(done.error());
  // After `applied`, so that what is appended in between counts as pending.
  const auto range = stores.log.offsets(described.of);
  if (!range) return unexpected(range.error());
  described.log = *range;
  const ports::Offset next =
      std::max({described.applied, described.committed.value_or(0), range->earliest});
  described.pending = std::max<std::int64_t>(0, range->end - next);
  if (described.pending > 0) {
    const auto age = age_of_first(stores.log, described.of, next, now);
    // Trimmed in between: then it is not pending any more.
    if (!age && age.error().kind != ErrorKind::not_found) return unexpected(age.error());
    described.oldest_pending = age.value_or(Duration(0));
  }
  return described;
}

}  // namespace

Result<std::vector<GroupPartition>> describe_groups(const ports::Stores& stores, Timestamp now) {
  std::vector<GroupPartition> all;
  const auto topics = stores.log.topics();
  for (const Group& group : kGroups) {
    const auto topic = topics.find(std::string(group.topic));
    if (topic == topics.end()) continue;
    for (std::uint32_t partition = 0; partition < topic->second; ++partition) {
      auto described = describe(stores, group, partition, now);
      if (!described) return unexpected(std::move(described.error()));
      all.push_back(std::move(*described));
    }
  }
  return all;
}

}  // namespace picket::consumer
