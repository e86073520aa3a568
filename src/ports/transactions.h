// Repository of meta_db: where transactions and spans lie. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "protocol/ids.h"

namespace picket::ports {

struct TransactionRow {
  ProjectId project;
  EventId event;
  Timestamp timestamp;  ///< When it ended.
  Duration duration{0};
  Timestamp received;
  std::string name{};
  std::string op{};
  std::string release{};
  std::string environment{};
  std::string trace_id{};       ///< 32 hex or empty.
  domain::BlobRef payload{};    ///< The event, compressed.
  std::uint32_t json_size = 0;  ///< Bytes of the event, decompressed.
};

/// A container of spans as the SDK sent it.
struct SpanContainer {
  ProjectId project;
  Timestamp received;
  std::string trace_id{};  ///< Of the first span; 32 hex or empty.
  std::int64_t spans = 0;
  domain::BlobRef payload{};
  std::uint32_t json_size = 0;
};

class TransactionRepository {
 public:
  virtual ~TransactionRepository() = default;
  /// False when the project has one of that id.
  virtual Result<bool> add(const TransactionRow& transaction) = 0;
  virtual Result<std::optional<TransactionRow>> find(ProjectId project, const EventId& event) = 0;
  virtual Result<void> add_spans(const SpanContainer& container) = 0;
};

}  // namespace picket::ports
