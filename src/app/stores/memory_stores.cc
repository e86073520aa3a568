#include "adapters/memory/blob_store.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "app/stores/profiles.h"
#include "app/stores/topics.h"

namespace picket::app {
namespace {

class MemoryStores final : public StoreSet {
 public:
  MemoryStores(const StoreSetup& setup, std::unique_ptr<adapters::MetaSql> meta)
      : log_(topics_of(setup.settings), setup.clock),
        meta_(std::move(meta)),
        tasks_(meta_->task_queue()),
        ports_{log_, events_, blobs_, *meta_, *tasks_} {}

  const ports::Stores& ports() const override { return ports_; }
  ports::SnapshotSource* snapshots() override { return nullptr; }
  Result<void> close(Deadline deadline) override { return log_.close(deadline); }

 private:
  adapters::MemoryLog log_;
  adapters::MemoryEventStore events_;
  adapters::MemoryBlobStore blobs_;
  std::unique_ptr<adapters::MetaSql> meta_;
  std::unique_ptr<ports::TaskQueue> tasks_;
  ports::Stores ports_;
};

}  // namespace

Result<std::unique_ptr<StoreSet>> open_memory_stores(const StoreSetup& setup) {
  auto meta = adapters::MetaSql::open({}, setup.clock);
  if (!meta) return unexpected(std::move(meta.error()));
  return std::make_unique<MemoryStores>(setup, *std::move(meta));
}

}  // namespace picket::app
