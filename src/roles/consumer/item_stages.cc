#include "roles/consumer/item_stages.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "codec/zstd.h"
#include "domain/items/file_digest.h"
#include "protocol/json.h"
#include "roles/consumer/dead_letter.h"
#include "roles/consumer/event_stages.h"

namespace picket::consumer {
namespace {

namespace json = boost::json;
using protocol::ItemMessage;
using protocol::ItemType;

/// Most payloads fit; larger ones go on in the heap.
constexpr std::size_t kArenaBytes = std::size_t{64} << 10U;

/// Why an item leaves here.
struct Refusal {
  std::string_view reason;
  std::string_view detail;
};

Result<std::string, Refusal> payload_of(const ItemMessage& message) {
  const std::size_t limit =
      std::min<std::size_t>(message.payload_size, ItemStages::kMaxPayloadBytes);
  auto text = codec::zstd_decompress(message.payload, limit);
  if (text) return *std::move(text);
  const bool large = text.error() == codec::DecodeError::too_large;
  return unexpected(Refusal{reason::kBadPayload, large ? "too large" : "corrupt"});
}

ports::TransactionRow transaction_row(const ItemMessage& message, const json::object& event) {
  domain::items::TransactionFacts facts = domain::items::transaction_facts(event, message.received);
  ports::TransactionRow row;
  row.project = message.project;
  row.event = message.event_id;
  row.timestamp = facts.ended;
  row.duration = facts.duration;
  row.received = message.received;
  row.name = std::move(facts.name);
  row.op = std::move(facts.op);
  row.release = std::move(facts.release);
  row.environment = std::move(facts.environment);
  row.trace_id = std::move(facts.trace_id);
  row.json_size = message.payload_size;
  return row;
}

ports::UserReport report_row(const ItemMessage& message, domain::items::ReportFacts facts) {
  ports::UserReport row;
  row.project = message.project;
  row.event = facts.event == EventId{} ? message.event_id : facts.event;
  if (message.type == ItemType::feedback) row.feedback = message.event_id;
  row.name = std::move(facts.name);
  row.email = std::move(facts.email);
  row.comments = std::move(facts.comments);
  row.url = std::move(facts.url);
  row.received = message.received;
  return row;
}

ports::SpanContainer span_row(const ItemMessage& message, const json::object& payload) {
  domain::items::SpanFacts facts = domain::items::span_facts(payload);
  return {message.project, message.received,  std::move(facts.trace_id),
          facts.spans,     domain::BlobRef{}, message.payload_size};
}

/// nullopt: the item lacks what it is about.
std::optional<ItemRow> row_of(const ItemMessage& message, const json::object& payload) {
  switch (message.type) {
    case ItemType::transaction:
      return transaction_row(message, payload);
    case ItemType::user_report:
      return report_row(message, domain::items::report_facts(payload));
    case ItemType::feedback:
      return report_row(message, domain::items::feedback_facts(payload));
    case ItemType::span:
      return span_row(message, payload);
    case ItemType::session: {
      auto facts = domain::items::session_facts(payload);
      if (!facts) return std::nullopt;
      return std::vector{std::move(*facts)};
    }
    case ItemType::sessions:
      return domain::items::sessions_facts(payload);
    case ItemType::check_in: {
      auto facts = domain::items::check_in_facts(payload);
      if (!facts) return std::nullopt;
      return std::move(*facts);
    }
    default:
      return std::nullopt;
  }
}

bool keeps_payload(ItemType type) {
  return type == ItemType::transaction || type == ItemType::feedback || type == ItemType::span;
}

Result<KeptItem, Refusal> parse(const ItemMessage& message, unsigned char* buffer) {
  const auto text = payload_of(message);
  if (!text) return unexpected(text.error());
  json::monotonic_resource arena(buffer, kArenaBytes);
  const auto document = protocol::parse_json(*text, &arena);
  if (!document) {
    const bool deep = document.error() == protocol::JsonError::too_deep;
    return unexpected(Refusal{reason::kBadJson, deep ? "too deep" : "syntax"});
  }
  if (!document->is_object()) return unexpected(Refusal{reason::kBadJson, "not an object"});
  auto row = row_of(message, document->get_object());
  if (!row) return unexpected(Refusal{reason::kBadMessage, "lacks what it is about"});
  return KeptItem{message, std::move(*row), keeps_payload(message.type)};
}

/// The file's digest; one piece in memory at a time.
Result<std::string> digest_of(const ItemMessage& message, ports::BlobStore& blobs) {
  domain::items::FileDigest digest;
  for (const protocol::StoredPiece& piece : message.pieces) {
    const auto bytes = blobs.get({piece.container, piece.offset, piece.size});
    if (!bytes) return unexpected(bytes.error());
    digest.update(*bytes);
  }
  return digest.hex();
}

ports::Attachment attachment_row(const ItemMessage& message, std::string digest) {
  ports::Attachment row;
  row.project = message.project;
  row.event = message.event_id;
  row.type = message.attachment_type;
  row.name = message.filename.empty() ? "Unnamed Attachment" : std::string(message.filename);
  row.content_type =
      message.content_type.empty() ? "application/octet-stream" : std::string(message.content_type);
  row.size = message.size;
  row.sha1 = std::move(digest);
  for (const protocol::StoredPiece& piece : message.pieces) {
    row.pieces.push_back({piece.container, piece.offset, piece.size});
  }
  row.received = message.received;
  return row;
}

}  // namespace

ItemStages::ItemStages(ports::BlobStore& blobs)
    : blobs_(blobs), buffer_(std::make_unique<unsigned char[]>(kArenaBytes)) {}

Result<void> ItemStages::run(const ports::TopicPartition& from, const ports::LogRecord& record,
                             Timestamp now, ItemWork& work) const {
  const auto refuse = [&](const ItemMessage* message, const Refusal& refusal) {
    work.dead_letters.push_back(
        make_dead_letter(from, record, now, refusal.reason, refusal.detail));
    if (message != nullptr) work.dead_letters.back().project = message->project;
    count_dead_letter(message, now, work.outcomes);
  };
  const auto message = protocol::decode_item_message(record.value);
  if (!message || !message->project) {
    refuse(nullptr, {reason::kBadMessage, message ? "no project" : to_string(message.error())});
    return {};
  }
  if (message->replayed) {
    work.outcomes.add(*message, protocol::Outcome::invalid, protocol::reason::kDeadLetter, -1);
  }
  if (message->type == ItemType::attachment) {
    auto digest = digest_of(*message, blobs_);
    if (digest) {
      work.items.push_back({*message, attachment_row(*message, *std::move(digest))});
    } else if (digest.error().kind == ErrorKind::unavailable) {
      return unexpected(std::move(digest.error()));
    } else {
      refuse(&*message, {reason::kBadAttachment, digest.error().code});
    }
    return {};
  }
  auto item = parse(*message, buffer_.get());
  if (item) {
    work.items.push_back(*std::move(item));
  } else {
    refuse(&*message, item.error());
  }
  return {};
}

}  // namespace picket::consumer
