// The embedded stores with an organization, a project and a token in them, as `picket setup` leaves
// them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "adapters/blob_segment/blob_store.h"
#include "adapters/events_duckdb/event_store.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/clock.h"
#include "base/result.h"
#include "micro/scratch_folder.h"
#include "obs/metrics.h"
#include "ports/stores.h"
#include "segment/posix_file_system.h"

namespace picket::micro {

inline constexpr std::string_view kOrgSlug = "acme";
inline constexpr std::string_view kProjectSlug = "shop";
inline constexpr std::string_view kPublicKey = "0123456789abcdef0123456789abcdef";
inline constexpr std::string_view kToken = "sntryu_micro";

/// Gone with all its files when destroyed. The log is in memory: it has benchmarks of its own.
class Installation {
 public:
  /// Its files lie below `parent`.
  static Result<std::unique_ptr<Installation>> make(const std::string& parent);

  ports::Stores stores() { return {log_, *events_, *blobs_, *meta_, *tasks_}; }
  const Clock& clock() const noexcept { return clock_; }
  obs::Registry& metrics() noexcept { return metrics_; }

 private:
  explicit Installation(const std::string& parent);
  Result<void> open();
  Result<void> set_up();

  ScratchFolder folder_;
  SystemClock clock_;
  obs::Registry metrics_;
  segment::PosixFileSystem files_;
  adapters::MemoryLog log_;
  std::unique_ptr<adapters::SegmentBlobStore> blobs_;
  std::unique_ptr<adapters::MetaSql> meta_;
  std::unique_ptr<ports::TaskQueue> tasks_;
  std::unique_ptr<adapters::DuckdbEventStore> events_;
};

}  // namespace picket::micro
