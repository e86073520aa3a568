#include "roles/api/pending_usage.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "ports/batches.h"
#include "ports/log.h"
#include "protocol/ingest_message.h"
#include "protocol/item_message.h"
#include "protocol/topics.h"

namespace picket::api {
namespace {

using protocol::OutcomeCount;

OutcomeCount pending(OrgId org, ProjectId project, KeyId key, Timestamp received,
                     protocol::Category category, std::int64_t quantity) {
  return {org, project, key, protocol::minute_of(received), category, protocol::Outcome::pending,
          {},  quantity};
}

/// What the consumer will count once it has the record.
void add_counts(std::string_view topic, std::string_view record, std::vector<OutcomeCount>& to) {
  if (topic == protocol::kTopicIngestEvents) {
    if (const auto event = protocol::decode_ingest_message(record))
      to.push_back(
          pending(event->org, event->project, event->key, event->received, event->category, 1));
    return;
  }
  const auto item = protocol::decode_item_message(record);
  if (!item) return;
  for (const protocol::Quantity& one : item->counts)
    to.push_back(
        pending(item->org, item->project, item->key, item->received, one.category, one.amount));
}

Result<void> add_partition(const Call& call, const ports::TopicPartition& of,
                           std::vector<OutcomeCount>& to) {
  const auto applied = call.meta().batches().get(protocol::kGroupIngestConsumer, of);
  if (!applied) return unexpected(applied.error());
  ports::Log& log = call.stores.log;
  const auto range = log.offsets(of);
  if (!range) return unexpected(range.error());
  const ports::Offset from = std::max(*applied, range->earliest);
  const std::int64_t waiting = range->end - from;
  if (waiting <= 0) return {};
  const auto records = log.read(of, from, kMaxPendingRecords, kMaxPendingBytes, Deadline::now());
  // Trimmed in between: then nothing of it is pending any more.
  if (!records && records.error().kind == ErrorKind::not_found) return {};
  if (!records) return unexpected(records.error());
  if (records->empty()) return {};
  const std::size_t first = to.size();
  for (const ports::LogRecord& record : *records) {
    if (record.offset < range->end) add_counts(of.topic, record.value, to);
  }
  const std::int64_t read = std::min(records->back().offset + 1, range->end) - from;
  for (std::size_t i = first; read < waiting && i < to.size(); ++i)
    to[i].quantity = to[i].quantity * waiting / read;
  return {};
}

}  // namespace

Answer<std::vector<OutcomeCount>> read_pending(const Call& call) {
  std::vector<OutcomeCount> counts;
  for (const auto& [topic, partitions] : call.stores.log.topics()) {
    if (topic == protocol::kTopicOutcomes) continue;
    for (std::uint32_t partition = 0; partition < partitions; ++partition) {
      if (const auto added = add_partition(call, {topic, partition}, counts); !added)
        return unexpected(failed(added.error()));
    }
  }
  return counts;
}

}  // namespace picket::api
