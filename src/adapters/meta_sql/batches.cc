#include "adapters/meta_sql/batches.h"

#include <utility>

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Text, Text, Int, Int, Bytes>> kPut{
    "INSERT INTO batches (consumer_group, topic, partition_index, next_offset, event_rows) "
    "VALUES (:consumer_group, :topic, :partition, :next, :event_rows) "
    "ON CONFLICT (consumer_group, topic, partition_index) "
    "DO UPDATE SET next_offset = excluded.next_offset, event_rows = excluded.event_rows"};
constexpr Sql<List<Text, Text, Int>, List<Int, Bytes>> kGet{
    "SELECT next_offset, event_rows FROM batches "
    "WHERE consumer_group = :consumer_group AND topic = :topic AND partition_index = :partition"};

}  // namespace

Result<void> Batches::put(std::string_view group, const ports::TopicPartition& of,
                          const ports::AppliedBatch& batch) {
  const auto done = work_.change(kPut, group, of.topic, Int{of.partition}, batch.next, batch.rows);
  if (!done) return unexpected(done.error());
  return {};
}

Result<ports::AppliedBatch> Batches::get(std::string_view group, const ports::TopicPartition& of) {
  ports::AppliedBatch batch;
  const auto done =
      work_.read(kGet, group, of.topic, Int{of.partition}, [&](Int next, std::string& rows) {
        batch = {next, std::move(rows)};
      });
  if (!done) return unexpected(done.error());
  return batch;
}

}  // namespace picket::adapters::meta
