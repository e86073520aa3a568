#include "roles/relay/delivery.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "base/assert.h"
#include "net/offload.h"
#include "protocol/ingest_message.h"
#include "protocol/outcome.h"
#include "protocol/topics.h"
#include "roles/relay/log_append.h"

namespace picket::relay {
namespace asio = boost::asio;

namespace {

/// By Topic.
constexpr std::array<std::string_view, kTopics> kNames = {
    protocol::kTopicIngestEvents,      protocol::kTopicIngestTransactions,
    protocol::kTopicIngestAttachments, protocol::kTopicIngestFeedback,
    protocol::kTopicIngestMonitors,    protocol::kTopicIngestMetrics};

std::vector<ports::TopicPartition> partitions_of(const ports::Log& log, std::string_view topic) {
  const auto topics = log.topics();
  const auto found = topics.find(std::string(topic));
  PICKET_ASSERT(found != topics.end() && found->second > 0);
  std::vector<ports::TopicPartition> partitions;
  for (std::uint32_t p = 0; p < found->second; ++p) partitions.push_back({found->first, p});
  return partitions;
}

/// Content of one blob in the pieces that the store takes.
void split(std::string_view content, std::vector<std::string_view>& pieces) {
  while (!content.empty()) {
    pieces.push_back(content.substr(0, protocol::kItemPieceBytes));
    content.remove_prefix(pieces.back().size());
  }
}

/// put(), with what runs out of memory caught: content is the SDK's to choose.
Result<std::vector<domain::BlobRef>> put_guarded(ports::BlobStore& blobs, Timestamp day,
                                                 const std::vector<std::string_view>& pieces) {
  if (pieces.empty()) return std::vector<domain::BlobRef>();  // Empty attachments alone.
  try {
    return blobs.put(day, pieces);
  } catch (const std::exception& e) {
    return unexpected(Error{ErrorKind::unavailable, "blob_write_threw", e.what()});
  }
}

/// Messages and the pieces of their blobs, in the same order.
struct BlobWrite {
  std::vector<ReadyMessage*> messages;
  std::vector<std::string_view> pieces;
};

BlobWrite blobs_of(std::vector<ReadyMessage>& messages) {
  BlobWrite write;
  for (ReadyMessage& message : messages) {
    if (!message.blob) continue;
    write.messages.push_back(&message);
    split(message.blob->content, write.pieces);
  }
  return write;
}

void refer_to(const std::vector<domain::BlobRef>& refs, const BlobWrite& write) {
  auto ref = refs.begin();
  for (ReadyMessage* message : write.messages) {
    protocol::ItemMessage& head = message->blob->message;
    for (std::uint64_t bytes = 0; bytes < message->blob->content.size(); ++ref) {
      head.pieces.push_back({ref->container, ref->offset, ref->size});
      bytes += ref->size;
    }
    protocol::encode(head, message->bytes);
    message->blob.reset();
  }
}

}  // namespace

Delivery::Delivery(const DeliveryParts& parts) : parts_(parts) {
  for (std::size_t i = 0; i < kTopics; ++i) partitions_[i] = partitions_of(parts.log, kNames[i]);
}

const ports::TopicPartition& Delivery::place_of(const ReadyMessage& message) const {
  const auto& partitions = partitions_[static_cast<std::size_t>(message.topic)];
  return partitions[protocol::partition_of(message.project, message.id,
                                           static_cast<std::uint32_t>(partitions.size()))];
}

asio::awaitable<bool> Delivery::write_blobs(std::vector<ReadyMessage>& messages) {
  using Written = Result<std::vector<domain::BlobRef>>;
  const BlobWrite write = blobs_of(messages);
  if (write.messages.empty()) co_return true;
  const Timestamp day = write.messages.front()->blob->message.received;
  auto job = [&]() noexcept -> Written { return put_guarded(parts_.blobs, day, write.pieces); };
  auto offloaded = co_await net::offload(parts_.blocking, job);
  const Written written = offloaded
                              ? *std::move(offloaded)
                              : Written(unexpected(Error{ErrorKind::unavailable, "pool_full", {}}));
  if (written) {
    PICKET_ASSERT(written->size() == write.pieces.size());
    refer_to(*written, write);
    co_return true;
  }
  parts_.telemetry.blobs_refused(written.error());
  for (ReadyMessage* message : write.messages) {
    message->guard.drop(protocol::Outcome::invalid, protocol::reason::kUnavailable);
  }
  std::erase_if(messages, [](const ReadyMessage& message) { return message.blob.has_value(); });
  co_return false;
}

asio::awaitable<bool> Delivery::deliver(std::vector<ReadyMessage>& messages) {
  std::vector<Append> appends;
  appends.reserve(messages.size());
  for (ReadyMessage& message : messages) {
    appends.push_back({&place_of(message), std::move(message.bytes)});
  }
  const auto results = co_await append_all(parts_.log, appends);
  bool durable = true;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (results[i]) {
      messages[i].guard.hand_over();
      parts_.health.took();
      parts_.telemetry.appended();
      continue;
    }
    messages[i].guard.drop(protocol::Outcome::invalid, protocol::reason::kUnavailable);
    parts_.health.refused();
    parts_.telemetry.append_failed(results[i].error());
    durable = false;
  }
  co_return durable;
}

}  // namespace picket::relay
