// What an item message holds, as rows. No store is written; an attachment is read for its digest.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/clock.h"
#include "ports/blob_store.h"
#include "ports/log.h"
#include "roles/consumer/item_work.h"

namespace picket::consumer {

/// Reasons of dead letters that the stages give, besides those of events.
namespace reason {
/// Its bytes are not in the blob store: the code says why.
inline constexpr std::string_view kBadAttachment = "bad_attachment";
}  // namespace reason

/// One thread. Holds the memory that payloads are parsed into, one at a time.
class ItemStages {
 public:
  /// Bytes that one payload may have; the relay's limits are below.
  static constexpr std::size_t kMaxPayloadBytes = std::size_t{16} << 20U;

  explicit ItemStages(ports::BlobStore& blobs);

  /// Afterwards `work` has the item, or a dead letter and its outcome. Throws what libraries throw
  /// on a record that they cannot stand. Errors are the blob store's, and worth another try.
  Result<void> run(const ports::TopicPartition& from, const ports::LogRecord& record, Timestamp now,
                   ItemWork& work) const;

 private:
  ports::BlobStore& blobs_;
  std::unique_ptr<unsigned char[]> buffer_;
};

}  // namespace picket::consumer
