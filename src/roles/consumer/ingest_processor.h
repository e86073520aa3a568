// IngestProcessor: applies a batch of ingest messages once over three stores.
//
//   decide -> (a) blobs -> (b) one meta_db transaction -> (c) one event store transaction
//
// (d), the commit of the log offset, is the engine's. After any error the next call first asks the
// stores what took effect, which is the same path as after a crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/grouping/stack_memo.h"
#include "engine/batch_processor.h"
#include "ports/stores.h"
#include "roles/consumer/applied_state.h"
#include "roles/consumer/discarded_hashes.h"
#include "roles/consumer/duplicate_window.h"
#include "roles/consumer/event_stages.h"
#include "roles/consumer/issue_cache.h"
#include "roles/consumer/owner_search.h"
#include "roles/consumer/project_rules.h"
#include "roles/consumer/sightings.h"
#include "roles/consumer/telemetry.h"
#include "roles/consumer/work_batch.h"

namespace picket::consumer {

/// What the processors of a process share; outlives them.
struct IngestContext {
  ports::Stores stores;
  const Clock& clock;
  IssueCache& issues;
  domain::grouping::StackMemo& stacks;
  Telemetry& telemetry;
  std::uint32_t partitions = 1;  ///< Of the topic.
};

/// One partition, one thread.
class IngestProcessor final : public engine::BatchProcessor {
 public:
  IngestProcessor(const ports::TopicPartition& of, const IngestContext& context);

  Result<std::optional<ports::Offset>> recover(std::optional<ports::Offset> committed) override;
  Result<void> rewind(ports::Offset end) override;
  Result<void, engine::ProcessError> process(const engine::Batch& batch) override;
  Result<void> dead_letter(const engine::Batch& of_one, std::string_view reason,
                           std::string_view detail) override;
  std::size_t decoded_bytes(const ports::LogRecord& record) const noexcept override;

 private:
  /// After an error: what took effect, and the duplicate window with it.
  Result<void> settle();
  Result<void> rebuild_window(const std::vector<domain::EventRow>& last_rows);
  void decide(const engine::Batch& batch);
  Result<void> store_blobs();
  Result<void> commit_decisions(ports::Offset next);
  Result<void> append_rows(ports::Offset next);
  /// Steps (a) to (c).
  Result<void> apply(ports::Offset next);
  /// What was discarded since the batch was decided must not make new issues.
  Result<void> check_discarded(ports::IssueRepository& issues) const;
  Result<void> write_decisions(ports::MetaTx& tx, ports::Offset next);
  void remember(const std::vector<domain::EventRow>& rows);
  void remember_owner_searches(Timestamp now);

  ports::TopicPartition of_;
  IngestContext context_;
  AppliedState applied_;
  DuplicateWindow window_;
  ProjectRules rules_;
  OwnerSearches owner_searches_;
  DiscardedHashes discarded_;
  EventStages stages_;
  Sightings sightings_;
  WorkBatch work_;
  /// What recover() said, which the group commits soon.
  ports::Offset resumed_at_ = 0;
  /// Stores may hold more or less than `applied_` says: an error came in between.
  bool unsettled_ = true;
};

}  // namespace picket::consumer
