#include "app/serve/gauges.h"

#include <chrono>
#include <memory>

#include "app/admin/doctor.h"
#include "app/serve/process.h"
#include "base/deadline.h"
#include "base/mutex.h"

namespace picket::app {
namespace {

constexpr std::chrono::seconds kMaxAge{10};

struct StoreFacts {
  std::int64_t pending = 0;
  std::int64_t oldest_ms = 0;
  std::int64_t dead_letters = 0;
  std::int64_t ledger_difference = 0;
  std::int64_t used_bytes = 0;
  std::int64_t free_bytes = 0;
};

/// -1 where something cannot be measured.
StoreFacts measure(AdminContext& context) {
  const DoctorFacts doctor = examine(context);
  StoreFacts facts;
  facts.pending = doctor.lag ? doctor.lag->pending : -1;
  facts.oldest_ms = doctor.lag ? doctor.lag->oldest.count() / 1000 : -1;
  facts.dead_letters = doctor.dead_letters.value_or(-1);
  if (doctor.ledger && doctor.ledger->settled)
    facts.ledger_difference = ledger_difference(*doctor.ledger);
  facts.used_bytes = doctor.disk ? static_cast<std::int64_t>(doctor.disk->used_bytes) : -1;
  facts.free_bytes = doctor.disk ? static_cast<std::int64_t>(doctor.disk->free_bytes) : -1;
  return facts;
}

/// Shared by the gauges; thread-safe. Two readers at once may both measure, which harms nobody and
/// keeps the lock off the stores.
class Sampler {
 public:
  explicit Sampler(AdminContext& context) : context_(context) {}

  StoreFacts facts() {
    {
      const MutexLock lock(mutex_);
      if (!stale_.over()) return last_;
    }
    const StoreFacts fresh = measure(context_);
    const MutexLock lock(mutex_);
    last_ = fresh;
    stale_ = Deadline::in(kMaxAge);
    return last_;
  }

 private:
  AdminContext& context_;
  Mutex mutex_;
  Deadline stale_ PICKET_GUARDED_BY(mutex_) = Deadline::now();
  StoreFacts last_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace

void register_gauges(obs::Registry& metrics, AdminContext& context) {
  metrics.gauge_from("picket_process_resident_bytes", "Resident memory of the process", {},
                     [] { return read_process_facts().resident_bytes; });
  metrics.gauge_from("picket_process_open_files", "Open file descriptors", {},
                     [] { return read_process_facts().open_files; });

  const auto sampler = std::make_shared<Sampler>(context);
  const auto gauge = [&](std::string_view name, std::string_view help,
                         std::int64_t StoreFacts::*fact) {
    metrics.gauge_from(name, help, {}, [sampler, fact] { return sampler->facts().*fact; });
  };
  gauge("picket_log_pending_records", "Records of the log that are not applied yet",
        &StoreFacts::pending);
  gauge("picket_log_oldest_pending_milliseconds", "Age of the oldest such record",
        &StoreFacts::oldest_ms);
  gauge("picket_dead_letters_open", "Messages set aside and not replayed",
        &StoreFacts::dead_letters);
  gauge("picket_ledger_difference_events",
        "Events by which rows, outcomes and issue counters disagree; 0 is right",
        &StoreFacts::ledger_difference);
  gauge("picket_data_used_bytes", "Disk space that the data directory takes",
        &StoreFacts::used_bytes);
  gauge("picket_data_free_bytes", "Disk space left to it", &StoreFacts::free_bytes);
}

}  // namespace picket::app
