#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/blob_segment/blob_store.h"
#include "adapters/events_duckdb/event_store.h"
#include "adapters/log_segment/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "app/stores/embedded_snapshot.h"
#include "app/stores/profiles.h"
#include "app/stores/topics.h"
#include "base/units.h"
#include "segment/posix_file_system.h"

namespace picket::app {
namespace {

// DATA/log/, DATA/blobs/, DATA/events/ and DATA/meta.db.
constexpr std::string_view kLogFolder = "log";
constexpr std::string_view kBlobFolder = "blobs";
constexpr std::string_view kEventFolder = "events";
constexpr std::string_view kEventFile = "events/events.duckdb";
constexpr std::string_view kMetaFile = "meta.db";

/// What the operator reads: which store, why, and what helps.
Error explain(std::string_view store, const std::string& path, const Error& error) {
  const std::string why = error.detail.empty() ? std::string(error.code) : error.detail;
  std::string remedy;
  if (error.code == "schema_too_new" || error.code == "segment_version_unknown") {
    remedy = "it was written by a newer version of Picket: start that one";
  } else if (error.kind == ErrorKind::unavailable) {
    remedy = "make room on its disk, or give it to the user that starts Picket";
  } else if (error.kind == ErrorKind::corrupt) {
    remedy = "move it away to start without it, or restore a backup";
  } else {
    remedy = "look at its owner and mode";
  }
  return {error.kind, error.code,
          fmt::format("the {} {} cannot be opened ({}): {}", store, path, why, remedy)};
}

class EmbeddedStores final : public StoreSet {
 public:
  explicit EmbeddedStores(const StoreSetup& setup) : setup_(setup) {}

  Result<void> open() {
    if (auto done = open_log(); !done) return done;
    if (auto done = open_blobs(); !done) return done;
    if (auto done = open_meta(); !done) return done;
    if (auto done = open_events(); !done) return done;
    ports_.emplace(ports::Stores{*log_, *events_, *blobs_, *meta_, *tasks_});
    snapshots_.emplace(EmbeddedParts{
        *log_, *blobs_, *events_, *meta_, setup_.clock, setup_.data->path(), std::string(kMetaFile),
        std::string(kLogFolder), std::string(kBlobFolder), std::string(kEventFile)});
    return {};
  }

  const ports::Stores& ports() const override { return *ports_; }
  ports::SnapshotSource* snapshots() override { return &*snapshots_; }
  Result<void> close(Deadline deadline) override { return log_->close(deadline); }

 private:
  std::string path(std::string_view name) const { return setup_.data->file(name); }

  Result<void> open_log() {
    adapters::SegmentLogOptions options;
    options.topics = topics_of(setup_.settings);
    options.stream.roll_bytes = static_cast<std::uint64_t>(setup_.settings.log_segment_bytes);
    auto log = adapters::SegmentLog::open(files_, path(kLogFolder), std::move(options),
                                          setup_.clock, setup_.logger, setup_.metrics);
    if (!log) return unexpected(explain("log", path(kLogFolder), log.error()));
    log_ = *std::move(log);
    return {};
  }

  Result<void> open_blobs() {
    auto blobs = adapters::SegmentBlobStore::open(files_, path(kBlobFolder), {}, setup_.clock,
                                                  setup_.logger, setup_.metrics);
    if (!blobs) return unexpected(explain("blob store", path(kBlobFolder), blobs.error()));
    blobs_ = *std::move(blobs);
    return {};
  }

  Result<void> open_meta() {
    adapters::MetaSqlOptions options;
    options.path = path(kMetaFile);
    auto meta = adapters::MetaSql::open(options, setup_.clock);
    if (!meta) return unexpected(explain("database", options.path, meta.error()));
    meta_ = *std::move(meta);
    tasks_ = meta_->task_queue();
    return {};
  }

  Result<void> open_events() {
    adapters::DuckdbEventStoreOptions options;
    options.directory = path(kEventFolder);
    options.memory_limit_bytes =
        static_cast<std::uint64_t>(setup_.settings.duckdb_memory_mb) * 1_MiB;
    options.threads = static_cast<unsigned>(setup_.settings.duckdb_threads);
    options.checkpoint_bytes = static_cast<std::uint64_t>(setup_.settings.duckdb_checkpoint_bytes);
    auto events = adapters::DuckdbEventStore::open(options, setup_.logger, setup_.metrics);
    if (!events) return unexpected(explain("event store", path(kEventFolder), events.error()));
    events_ = *std::move(events);
    return {};
  }

  const StoreSetup setup_;
  segment::PosixFileSystem files_;
  std::unique_ptr<adapters::SegmentLog> log_;
  std::unique_ptr<adapters::SegmentBlobStore> blobs_;
  std::unique_ptr<adapters::MetaSql> meta_;
  std::unique_ptr<ports::TaskQueue> tasks_;
  std::unique_ptr<adapters::DuckdbEventStore> events_;
  std::optional<ports::Stores> ports_;
  std::optional<EmbeddedSnapshots> snapshots_;
};

}  // namespace

Result<StoreSchemas> known_schemas() {
  // An empty database lacks every migration that there is.
  const SystemClock clock;
  const auto empty = adapters::MetaSql::open({}, clock);
  if (!empty) return unexpected(empty.error());
  const auto all = (*empty)->pending_migrations();
  if (!all) return unexpected(all.error());
  return StoreSchemas{all->empty() ? 0 : all->back().number,
                      adapters::DuckdbEventStore::kSchemaVersion};
}

Result<std::unique_ptr<StoreSet>> open_embedded_stores(const StoreSetup& setup) {
  auto stores = std::make_unique<EmbeddedStores>(setup);
  if (auto opened = stores->open(); !opened) return unexpected(std::move(opened.error()));
  return stores;
}

}  // namespace picket::app
