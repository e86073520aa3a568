#include "roles/relay/delivery.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/assert.h"
#include "protocol/ingest_message.h"
#include "protocol/outcome.h"
#include "protocol/topics.h"
#include "roles/relay/log_append.h"

namespace picket::relay {
namespace asio = boost::asio;

namespace {

/// By Topic.
constexpr std::array<std::string_view, kTopics> kNames = {protocol::kTopicIngestEvents};

std::vector<ports::TopicPartition> partitions_of(const ports::Log& log, std::string_view topic) {
  const auto topics = log.topics();
  const auto found = topics.find(std::string(topic));
  PICKET_ASSERT(found != topics.end() && found->second > 0);
  std::vector<ports::TopicPartition> partitions;
  for (std::uint32_t p = 0; p < found->second; ++p) partitions.push_back({found->first, p});
  return partitions;
}

}  // namespace

Delivery::Delivery(ports::Log& log, LogHealth& health, Telemetry& telemetry)
    : log_(log), health_(health), telemetry_(telemetry) {
  for (std::size_t i = 0; i < kTopics; ++i) partitions_[i] = partitions_of(log, kNames[i]);
}

const ports::TopicPartition& Delivery::place_of(const ReadyMessage& message) const {
  const auto& partitions = partitions_[static_cast<std::size_t>(message.topic)];
  return partitions[protocol::partition_of(message.project, message.id,
                                           static_cast<std::uint32_t>(partitions.size()))];
}

asio::awaitable<bool> Delivery::deliver(std::vector<ReadyMessage>& messages) {
  std::vector<Append> appends;
  appends.reserve(messages.size());
  for (ReadyMessage& message : messages) {
    appends.push_back({&place_of(message), std::move(message.bytes)});
  }
  const auto results = co_await append_all(log_, appends);
  bool durable = true;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (results[i]) {
      messages[i].guard.hand_over();
      health_.took();
      telemetry_.appended();
      continue;
    }
    messages[i].guard.drop(protocol::Outcome::invalid, protocol::reason::kUnavailable);
    health_.refused();
    telemetry_.append_failed(results[i].error());
    durable = false;
  }
  co_return durable;
}

}  // namespace picket::relay
