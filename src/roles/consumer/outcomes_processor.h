// OutcomesProcessor: adds the relay's outcome batches to the ledger, each once.
//
// One meta_db transaction per batch: counts, dead letters and the applied offset.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "engine/batch_processor.h"
#include "ports/dead_letters.h"
#include "ports/meta_db.h"
#include "protocol/topics.h"
#include "roles/consumer/meta_progress.h"
#include "roles/consumer/outcome_tally.h"

namespace picket::consumer {

/// Reason of the dead letter of a message that is not an outcome batch.
namespace reason {
inline constexpr std::string_view kBadOutcomeBatch = "bad_outcome_batch";
}

/// One partition, one thread. `meta` and `clock` outlive it.
class OutcomesProcessor final : public engine::BatchProcessor {
 public:
  OutcomesProcessor(ports::TopicPartition of, ports::MetaDb& meta, const Clock& clock)
      : progress_(protocol::kGroupOutcomesConsumer, std::move(of), meta),
        meta_(meta),
        clock_(clock) {}

  Result<std::optional<ports::Offset>> recover(std::optional<ports::Offset> committed) override;
  Result<void> rewind(ports::Offset end) override { return progress_.rewind(end); }
  Result<void, engine::ProcessError> process(const engine::Batch& batch) override;
  Result<void> dead_letter(const engine::Batch& of_one, std::string_view reason,
                           std::string_view detail) override;
  std::size_t decoded_bytes(const ports::LogRecord& record) const noexcept override;

 private:
  struct Work {
    std::vector<protocol::OutcomeCount> counts;
    std::vector<ports::DeadLetter> dead_letters;
  };

  Work decode(const engine::Batch& batch) const;
  /// Nothing when an earlier call that reported an error took effect after all.
  Result<void> write(const Work& work, ports::Offset next);
  void add_lost(const engine::Batch& batch, Work& work) const;

  MetaProgress progress_;
  ports::MetaDb& meta_;
  const Clock& clock_;
};

}  // namespace picket::consumer
