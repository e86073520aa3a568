// What a message that cannot be processed leaves behind: a dead letter and an outcome.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "ports/dead_letters.h"
#include "ports/log.h"
#include "protocol/ingest_message.h"
#include "protocol/item_message.h"
#include "roles/consumer/outcome_tally.h"

namespace picket::consumer {

/// Bytes kept of a letter's detail: it may quote the message.
inline constexpr std::size_t kMaxDetailBytes = 1024;

ports::DeadLetter make_dead_letter(const ports::TopicPartition& from,
                                   const ports::LogRecord& record, Timestamp now,
                                   std::string_view reason, std::string_view detail);

/// Counts a dead-lettered ingest message; `message` is null when it could not be read. Such a
/// message is counted in the minute of the letter's creation, from where replay takes it.
void count_dead_letter(const protocol::IngestMessage* message, Timestamp now,
                       OutcomeTally& outcomes);

/// The same for an item message, under no category when it could not be read.
void count_dead_letter(const protocol::ItemMessage* message, Timestamp now, OutcomeTally& outcomes);

/// A replayed message was counted invalid/dead_letter when it was set aside: takes that back.
void count_replayed(const protocol::IngestMessage& message, OutcomeTally& outcomes);

}  // namespace picket::consumer
