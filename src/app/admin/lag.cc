#include "app/admin/lag.h"

#include <algorithm>
#include <utility>

namespace picket::app {
namespace {

constexpr std::size_t kOneRecordBytes = 1;  // read() gives at least one record, however large.

Result<Duration> age_of(ports::Log& log, const ports::TopicPartition& of, ports::Offset offset,
                        Timestamp now) {
  const auto records = log.read(of, offset, 1, kOneRecordBytes, Deadline::now());
  if (!records) return unexpected(records.error());
  if (records->empty()) return Duration{0};
  return std::max(Duration{0}, now - records->front().appended);
}

Result<PartitionLag> read_partition(ports::MetaTx& tx, ports::Log& log, std::string_view group,
                                    const ports::TopicPartition& of, Timestamp now) {
  const auto batch = tx.batches().get(group, of);
  if (!batch) return unexpected(batch.error());
  const auto range = log.offsets(of);
  if (!range) return unexpected(range.error());
  const auto committed = log.committed(std::string(group), of);
  if (!committed) return unexpected(committed.error());

  PartitionLag lag;
  lag.of = of;
  lag.range = *range;
  if (*committed) lag.committed = (*committed)->next;
  lag.applied =
      std::max(batch->next > 0 ? batch->next : lag.committed.value_or(0), range->earliest);
  lag.pending = std::max<std::int64_t>(0, range->end - lag.applied);
  if (lag.pending > 0) {
    const auto age = age_of(log, of, lag.applied, now);
    if (!age) return unexpected(age.error());
    lag.oldest_pending = *age;
  }
  return lag;
}

}  // namespace

Result<std::vector<PartitionLag>> read_lag(ports::MetaTx& tx, ports::Log& log,
                                           std::string_view group, Timestamp now) {
  std::vector<PartitionLag> lags;
  for (const auto& [topic, partitions] : log.topics()) {
    for (std::uint32_t partition = 0; partition < partitions; ++partition) {
      auto lag = read_partition(tx, log, group, {topic, partition}, now);
      if (!lag) return unexpected(lag.error());
      lags.push_back(*std::move(lag));
    }
  }
  return lags;
}

}  // namespace picket::app
