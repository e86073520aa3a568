// Delivery: makes what the pipeline decided to keep durable, or says that it could not.
#pragma once

#include <array>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "ports/log.h"
#include "roles/relay/log_health.h"
#include "roles/relay/ready_message.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

/// Thread-safe. What it is given outlives it.
class Delivery {
 public:
  /// The log has every topic (asserted).
  Delivery(ports::Log& log, LogHealth& health, Telemetry& telemetry);

  /// Appends all messages at once. True when every one is durable; one that is not is accounted
  /// for as invalid/unavailable.
  boost::asio::awaitable<bool> deliver(std::vector<ReadyMessage>& messages);

 private:
  const ports::TopicPartition& place_of(const ReadyMessage& message) const;

  ports::Log& log_;
  LogHealth& health_;
  Telemetry& telemetry_;
  std::array<std::vector<ports::TopicPartition>, kTopics> partitions_;
};

}  // namespace picket::relay
