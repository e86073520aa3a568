// A snapshot of the four embedded stores.
//
// The event store may lag behind meta_db, which keeps the rows that it lacks, but never run ahead
// of it. So both are taken at one moment, with the event store's writer locked and nothing left in
// its write-ahead log; then the log, which may be ahead of both; then the blobs, which must hold
// whatever the others refer to. What is restored is what a crash at that moment would have left.
#pragma once

#include <atomic>
#include <string>

#include "adapters/blob_segment/blob_store.h"
#include "adapters/events_duckdb/event_store.h"
#include "adapters/log_segment/log.h"
#include "base/clock.h"
#include "ports/meta_db.h"
#include "ports/snapshot.h"

namespace picket::app {

/// Of the stores of one data directory; all of it outlives the source.
struct EmbeddedParts {
  adapters::SegmentLog& log;
  adapters::SegmentBlobStore& blobs;
  adapters::DuckdbEventStore& events;
  ports::MetaDb& meta;
  const Clock& clock;
  std::string data;
  std::string meta_file;  ///< As the others, its name in `data`.
  std::string log_folder;
  std::string blob_folder;
  std::string event_file;
};

class EmbeddedSnapshots final : public ports::SnapshotSource {
 public:
  explicit EmbeddedSnapshots(EmbeddedParts parts) : parts_(std::move(parts)) {}
  Result<std::unique_ptr<ports::Snapshot>> take() override;

 private:
  const EmbeddedParts parts_;
  std::atomic<bool> taken_ = false;  ///< There is one.
};

}  // namespace picket::app
