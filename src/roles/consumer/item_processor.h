// ItemProcessor: applies a batch of item messages once: everything besides error events.
//
//   rows -> (a) blobs -> (b) one meta_db transaction with the applied offset
//
// A blob that a crash leaves without a row expires with its day.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "engine/batch_processor.h"
#include "ports/stores.h"
#include "roles/consumer/item_stages.h"
#include "roles/consumer/item_work.h"
#include "roles/consumer/meta_progress.h"
#include "roles/consumer/telemetry.h"

namespace picket::consumer {

/// One partition, one thread. `clock` and `telemetry` outlive it.
class ItemProcessor final : public engine::BatchProcessor {
 public:
  ItemProcessor(const ports::TopicPartition& of, const ports::Stores& stores, const Clock& clock,
                Telemetry& telemetry);

  Result<std::optional<ports::Offset>> recover(std::optional<ports::Offset> committed) override;
  Result<void> rewind(ports::Offset end) override { return progress_.rewind(end); }
  Result<void, engine::ProcessError> process(const engine::Batch& batch) override;
  Result<void> dead_letter(const engine::Batch& of_one, std::string_view reason,
                           std::string_view detail) override;
  std::size_t decoded_bytes(const ports::LogRecord& record) const noexcept override;

 private:
  Result<void> apply(const engine::Batch& batch, ItemWork& work);
  Result<void> store_payloads(ItemWork& work);
  Result<void> write(ItemWork& work, ports::Offset next);
  void add_lost(std::int64_t records, std::string_view reason, ItemWork& work) const;

  MetaProgress progress_;
  const ports::Stores stores_;
  const Clock& clock_;
  Telemetry& telemetry_;
  const ItemStages stages_;
};

}  // namespace picket::consumer
