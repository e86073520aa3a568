// The stages that one event passes before anything is stored, in the order of kStages. Each keeps
// the event or says what becomes of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "domain/grouping/stack_memo.h"
#include "engine/batch_processor.h"
#include "ports/log.h"
#include "protocol/ingest_message.h"
#include "roles/consumer/discarded_hashes.h"
#include "roles/consumer/duplicate_window.h"
#include "roles/consumer/owner_search.h"
#include "roles/consumer/project_rules.h"
#include "roles/consumer/work_batch.h"

namespace picket::consumer {

/// Reasons that the stages give, of dead letters but for the last.
namespace reason {
inline constexpr std::string_view kBadMessage = "bad_message";  ///< Not an ingest message.
inline constexpr std::string_view kBadPayload = "bad_payload";  ///< Does not decompress.
inline constexpr std::string_view kBadJson = "bad_json";        ///< Not a JSON object.
/// Of the outcome `filtered`, as in Sentry.
inline constexpr std::string_view kDiscardedHash = "discarded-hash";
}  // namespace reason

/// Why an event leaves the pipeline here.
struct Drop {
  enum class Kind : std::uint8_t { duplicate, discarded, dead_letter };
  Kind kind;
  std::string_view reason;  ///< Of the dead letter.
  std::string detail;
  std::int64_t tombstone = 0;  ///< That the event is discarded for.
};

/// One thread. Holds the memory that events are parsed into, one at a time.
class EventStages {
 public:
  /// Bytes of JSON that one event may have; the relay's limit is far below.
  static constexpr std::size_t kMaxEventBytes = std::size_t{32} << 20U;

  /// What it is given outlives it.
  EventStages(const DuplicateWindow& window, const ProjectRules& rules,
              const OwnerSearches& searches, const DiscardedHashes& discarded,
              domain::grouping::StackMemo& stacks);

  /// Runs the stages and accounts for the event: afterwards `batch` has it as a row, as a dead
  /// letter or as an outcome alone. Throws what libraries throw on a record that they cannot stand.
  void run(const ports::TopicPartition& from, const ports::LogRecord& record, Timestamp now,
           WorkBatch& batch);

 private:
  struct Work {
    const ports::LogRecord& record;
    WorkBatch& batch;
    Timestamp now;
    boost::json::storage_ptr arena;  ///< Of this event.
    protocol::IngestMessage message;
    /// Made in place: a value that is assigned to another memory is copied.
    std::optional<boost::json::value> document;
    KeptEvent event;
    std::optional<std::int64_t> main_exception_id{};  ///< From grouping, for the title.
    std::string title{};                              ///< That a rule gives.
  };
  using Stage = Result<void, Drop> (EventStages::*)(Work&);
  static const Stage kStages[];

  Result<void, Drop> decode_message(Work& work);
  Result<void, Drop> drop_duplicate(Work& work);
  Result<void, Drop> parse_document(Work& work);
  Result<void, Drop> fingerprint(Work& work);
  Result<void, Drop> drop_discarded(Work& work);
  Result<void, Drop> describe(Work& work);
  Result<void, Drop> find_owners(Work& work);

  const DuplicateWindow& window_;
  const ProjectRules& rules_;
  const OwnerSearches& searches_;
  const DiscardedHashes& discarded_;
  domain::grouping::StackMemo& stacks_;
  std::unique_ptr<unsigned char[]> buffer_;
};

}  // namespace picket::consumer
