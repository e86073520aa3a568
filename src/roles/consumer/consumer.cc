#include "roles/consumer/consumer.h"

#include <string>
#include <utility>
#include <vector>

#include "protocol/topics.h"
#include "roles/consumer/ingest_processor.h"
#include "roles/consumer/outcomes_processor.h"

namespace picket::consumer {
namespace {

std::uint32_t partitions_of(const ports::Log& log, std::string_view topic) {
  const auto topics = log.topics();
  const auto found = topics.find(std::string(topic));
  return found == topics.end() ? 0 : found->second;
}

/// One member per partition, made by `make(partition)`.
template <class Make>
std::unique_ptr<engine::ConsumerGroup> make_group(std::string_view name, std::string_view topic,
                                                  const engine::RunnerContext& context,
                                                  const engine::RunnerOptions& options,
                                                  Make&& make) {
  std::vector<engine::ConsumerGroup::Member> members;
  const std::uint32_t partitions = partitions_of(context.log, topic);
  for (std::uint32_t p = 0; p < partitions; ++p) {
    const ports::TopicPartition of{std::string(topic), p};
    members.push_back({of, make(of, partitions)});
  }
  return std::make_unique<engine::ConsumerGroup>(std::string(name), std::move(members), context,
                                                 options);
}

}  // namespace

Consumer::Consumer(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
                   obs::Registry& registry, const engine::RunnerOptions& options)
    : telemetry_(registry, logger) {
  const engine::RunnerContext context{stores.log, clock, logger, registry, solo_};
  ingest_ = make_group(protocol::kGroupIngestConsumer, protocol::kTopicIngestEvents, context,
                       options, [&](const ports::TopicPartition& of, std::uint32_t partitions) {
                         return std::make_unique<IngestProcessor>(
                             of, IngestContext{stores, clock, issues_, telemetry_, partitions});
                       });
  outcomes_ = make_group(protocol::kGroupOutcomesConsumer, protocol::kTopicOutcomes, context,
                         options, [&](const ports::TopicPartition& of, std::uint32_t) {
                           return std::make_unique<OutcomesProcessor>(of, stores.meta, clock);
                         });
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
