#include "roles/consumer/consumer.h"

#include <string>
#include <utility>
#include <vector>

#include "protocol/topics.h"
#include "roles/consumer/ingest_processor.h"
#include "roles/consumer/item_processor.h"
#include "roles/consumer/outcomes_processor.h"

namespace picket::consumer {
namespace {

std::uint32_t partitions_of(const ports::Log& log, std::string_view topic) {
  const auto topics = log.topics();
  const auto found = topics.find(std::string(topic));
  return found == topics.end() ? 0 : found->second;
}

/// Adds one member per partition, made by `make(partition, partitions)`.
template <class Make>
void add_members(const ports::Log& log, std::string_view topic,
                 std::vector<engine::ConsumerGroup::Member>& members, Make&& make) {
  const std::uint32_t partitions = partitions_of(log, topic);
  for (std::uint32_t p = 0; p < partitions; ++p) {
    const ports::TopicPartition of{std::string(topic), p};
    members.push_back({of, make(of, partitions)});
  }
}

}  // namespace

Consumer::Consumer(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
                   obs::Registry& registry, const engine::RunnerOptions& options)
    : telemetry_(registry, logger) {
  const engine::RunnerContext context{stores.log, clock, logger, registry, solo_};
  std::vector<engine::ConsumerGroup::Member> ingest;
  add_members(stores.log, protocol::kTopicIngestEvents, ingest,
              [&](const ports::TopicPartition& of, std::uint32_t partitions) {
                return std::make_unique<IngestProcessor>(
                    of, IngestContext{stores, clock, issues_, stacks_, telemetry_, partitions});
              });
  for (const std::string_view topic : protocol::kItemTopics) {
    add_members(stores.log, topic, ingest, [&](const ports::TopicPartition& of, std::uint32_t) {
      return std::make_unique<ItemProcessor>(of, stores, clock, telemetry_);
    });
  }
  ingest_ = std::make_unique<engine::ConsumerGroup>(std::string(protocol::kGroupIngestConsumer),
                                                    std::move(ingest), context, options);
  std::vector<engine::ConsumerGroup::Member> outcomes;
  add_members(stores.log, protocol::kTopicOutcomes, outcomes,
              [&](const ports::TopicPartition& of, std::uint32_t) {
                return std::make_unique<OutcomesProcessor>(of, stores.meta, clock);
              });
  outcomes_ = std::make_unique<engine::ConsumerGroup>(std::string(protocol::kGroupOutcomesConsumer),
                                                      std::move(outcomes), context, options);
}

void Consumer::start() {
  ingest_->start();
  outcomes_->start();
}

bool Consumer::wait_recovered(Deadline deadline) {
  return ingest_->wait_recovered(deadline) && outcomes_->wait_recovered(deadline);
}

bool Consumer::stop(Deadline deadline) {
  ingest_->request_stop();
  outcomes_->request_stop();
  const bool ingest = ingest_->stop(deadline);
  const bool outcomes = outcomes_->stop(deadline);
  return ingest && outcomes;
}

}  // namespace picket::consumer
