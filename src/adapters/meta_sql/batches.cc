#include "adapters/meta_sql/batches.h"

#include <utility>

#include "ports/batches.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Text, Text, Int, Int>> kPut{
    "INSERT INTO batches (consumer_group, topic, partition_index, next_offset) "
    "VALUES (:consumer_group, :topic, :partition, :next) "
    "ON CONFLICT (consumer_group, topic, partition_index) "
    "DO UPDATE SET next_offset = excluded.next_offset"};
constexpr Sql<List<Text, Text, Int>, List<Int>> kGet{
    "SELECT next_offset FROM batches "
    "WHERE consumer_group = :consumer_group AND topic = :topic AND partition_index = :partition"};

constexpr Sql<List<Text, Text, Int, Int, Int, Int, Bytes>> kKeep{
    "INSERT INTO kept_batches (consumer_group, topic, partition_index, epoch, next_offset, "
    "follows, event_rows) "
    "VALUES (:consumer_group, :topic, :partition, :epoch, :next, :follows, :event_rows) "
    "ON CONFLICT (consumer_group, topic, partition_index, epoch, next_offset) "
    "DO UPDATE SET follows = excluded.follows, event_rows = excluded.event_rows"};
// The first condition on the epoch is what the index goes by.
constexpr Sql<List<Text, Text, Int, Int, Int, Int>, List<Int, Int, Int, Bytes>> kKeptAfter{
    "SELECT epoch, next_offset, follows, event_rows FROM kept_batches "
    "WHERE consumer_group = :consumer_group AND topic = :topic AND partition_index = :partition "
    "AND epoch >= :epoch AND (epoch > :same_epoch OR next_offset > :next) "
    "ORDER BY epoch, next_offset LIMIT 1"};
constexpr Sql<List<Text, Text, Int>, List<Int, Int, Int, Bytes>> kLastKept{
    "SELECT epoch, next_offset, follows, event_rows FROM kept_batches "
    "WHERE consumer_group = :consumer_group AND topic = :topic AND partition_index = :partition "
    "ORDER BY epoch DESC, next_offset DESC LIMIT 1"};
constexpr Sql<List<Text, Text, Int, Int, Int, Int>> kForget{
    "DELETE FROM kept_batches "
    "WHERE consumer_group = :consumer_group AND topic = :topic AND partition_index = :partition "
    "AND epoch <= :epoch AND (epoch < :same_epoch OR next_offset <= :next)"};

}  // namespace

Result<void> Batches::put(std::string_view group, const ports::TopicPartition& of,
                          ports::Offset next) {
  const auto done = work_.change(kPut, group, of.topic, Int{of.partition}, next);
  if (!done) return unexpected(done.error());
  return {};
}

Result<ports::Offset> Batches::get(std::string_view group, const ports::TopicPartition& of) {
  ports::Offset next = 0;
  const auto done =
      work_.read(kGet, group, of.topic, Int{of.partition}, [&](Int found) { next = found; });
  if (!done) return unexpected(done.error());
  return next;
}

Result<void> Batches::keep(std::string_view group, const ports::TopicPartition& of,
                           const ports::KeptBatch& batch) {
  const auto done = work_.change(kKeep, group, of.topic, Int{of.partition}, batch.epoch, batch.next,
                                 batch.follows, batch.rows);
  if (!done) return unexpected(done.error());
  return {};
}

Result<std::optional<ports::KeptBatch>> Batches::kept_after(std::string_view group,
                                                            const ports::TopicPartition& of,
                                                            const ports::BatchPosition& position) {
  std::optional<ports::KeptBatch> batch;
  const auto done =
      work_.read(kKeptAfter, group, of.topic, Int{of.partition}, position.epoch, position.epoch,
                 position.next, [&](Int epoch, Int next, Int follows, std::string& rows) {
                   batch = {epoch, next, follows, std::move(rows)};
                 });
  if (!done) return unexpected(done.error());
  return batch;
}

Result<std::optional<ports::KeptBatch>> Batches::last_kept(std::string_view group,
                                                           const ports::TopicPartition& of) {
  std::optional<ports::KeptBatch> batch;
  const auto done = work_.read(kLastKept, group, of.topic, Int{of.partition},
                               [&](Int epoch, Int next, Int follows, std::string& rows) {
                                 batch = {epoch, next, follows, std::move(rows)};
                               });
  if (!done) return unexpected(done.error());
  return batch;
}

Result<void> Batches::forget(std::string_view group, const ports::TopicPartition& of,
                             const ports::BatchPosition& position) {
  const auto done = work_.change(kForget, group, of.topic, Int{of.partition}, position.epoch,
                                 position.epoch, position.next);
  if (!done) return unexpected(done.error());
  return {};
}

}  // namespace picket::adapters::meta
