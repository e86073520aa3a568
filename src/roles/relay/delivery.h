// Delivery: makes what the pipeline decided to keep durable, or says that it could not.
#pragma once

#include <array>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "net/blocking_pool.h"
#include "ports/blob_store.h"
#include "ports/log.h"
#include "roles/relay/log_health.h"
#include "roles/relay/ready_message.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

struct DeliveryParts {
  ports::Log& log;
  ports::BlobStore& blobs;
  net::BlockingPool& blocking;  ///< Where blobs are written; full: unavailable.
  LogHealth& health;
  Telemetry& telemetry;
};

/// Thread-safe. What it is given outlives it.
class Delivery {
 public:
  /// The log has every topic (asserted).
  explicit Delivery(const DeliveryParts& parts);

  /// Writes the blobs of all messages, which are then without; one that could not be written is
  /// accounted for and gone. True when there was none. What the blobs view may go afterwards.
  boost::asio::awaitable<bool> write_blobs(std::vector<ReadyMessage>& messages);

  /// Appends all messages at once. True when every one is durable; one that is not is accounted
  /// for as invalid/unavailable.
  boost::asio::awaitable<bool> deliver(std::vector<ReadyMessage>& messages);

 private:
  const ports::TopicPartition& place_of(const ReadyMessage& message) const;

  const DeliveryParts parts_;
  std::array<std::vector<ports::TopicPartition>, kTopics> partitions_;
};

}  // namespace picket::relay
