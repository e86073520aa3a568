#include "roles/consumer/replay.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "ports/dead_letters.h"
#include "ports/outcomes.h"
#include "protocol/ingest_message.h"
#include "protocol/item_message.h"
#include "protocol/outcome_batch.h"
#include "protocol/topics.h"
#include "roles/consumer/dead_letter.h"
#include "roles/consumer/limits.h"

namespace picket::consumer {
namespace {

Error unreadable(const ports::DeadLetter& letter) {
  return {ErrorKind::invalid_argument, "unreadable_message",
          "this version cannot read the message of dead letter " + std::to_string(letter.id)};
}

Result<ports::DeadLetter> open_letter(ports::MetaTx& tx, std::int64_t id) {
  auto letter = tx.dead_letters().get(id);
  if (!letter) return unexpected(std::move(letter.error()));
  if (!*letter) return unexpected(Error{ErrorKind::not_found, "dead_letter", std::to_string(id)});
  if ((*letter)->replayed) {
    return unexpected(Error{ErrorKind::conflict, "already_replayed", std::to_string(id)});
  }
  return std::move(**letter);
}

Result<void> mark(ports::MetaTx& tx, const ports::DeadLetter& letter, Timestamp now) {
  if (auto done = tx.dead_letters().mark_replayed(letter.id, now); !done) return done;
  return tx.commit();
}

/// `bytes` goes back to the log, and the letter is marked; see replay_dead_letter().
Result<Replayed> append_again(const ports::Stores& stores, const Clock& clock,
                              const ports::DeadLetter& letter, std::uint32_t partition,
                              std::string bytes, protocol::Category unknown) {
  const auto offset =
      ports::append_and_wait(stores.log, {letter.from.topic, partition}, std::move(bytes));
  if (!offset) return unexpected(offset.error());

  auto tx = stores.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  if (!letter.project) {
    // Counted under no project, because the version that set it aside could not read it: that count
    // is taken back here, not by the consumer.
    OutcomeTally tally;
    tally.add_unknown(letter.created, protocol::Outcome::invalid, protocol::reason::kDeadLetter, -1,
                      unknown);
    if (auto done = (*tx)->outcomes().add(tally.counts()); !done) {
      return unexpected(std::move(done.error()));
    }
  }
  if (auto done = mark(**tx, letter, clock.now()); !done) {
    return unexpected(std::move(done.error()));
  }
  return Replayed{letter.id, *offset};
}

/// Of a topic that the log has.
std::optional<std::uint32_t> partitions_of(const ports::Log& log, const std::string& topic) {
  const auto topics = log.topics();
  const auto found = topics.find(topic);
  return found == topics.end() ? std::nullopt : std::optional(found->second);
}

Result<Replayed> replay_event(const ports::Stores& stores, const Clock& clock,
                              const ports::DeadLetter& letter) {
  auto message = protocol::decode_ingest_message(letter.message);
  const auto partitions = partitions_of(stores.log, letter.from.topic);
  if (!message || !message->project || !partitions) return unexpected(unreadable(letter));
  message->replayed = static_cast<bool>(letter.project);
  std::string bytes;
  protocol::encode(*message, bytes);
  const std::uint32_t partition =
      protocol::partition_of(message->project, message->event_id, *partitions);
  return append_again(stores, clock, letter, partition, std::move(bytes),
                      protocol::Category::error);
}

Result<Replayed> replay_item(const ports::Stores& stores, const Clock& clock,
                             const ports::DeadLetter& letter) {
  auto message = protocol::decode_item_message(letter.message);
  const auto partitions = partitions_of(stores.log, letter.from.topic);
  if (!message || !message->project || !partitions) return unexpected(unreadable(letter));
  message->replayed = static_cast<bool>(letter.project);
  std::string bytes;
  protocol::encode(*message, bytes);
  return append_again(stores, clock, letter, 0, std::move(bytes), protocol::Category::unknown);
}

Result<Replayed> replay_outcomes(const ports::Stores& stores, const Clock& clock,
                                 const ports::DeadLetter& seen) {
  auto tx = stores.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  // Again, now that nobody else can mark it.
  const auto letter = open_letter(**tx, seen.id);
  if (!letter) return unexpected(letter.error());
  const auto counts = protocol::decode_outcome_batch(letter->message);
  if (!counts) return unexpected(unreadable(*letter));
  if (auto done = (*tx)->outcomes().add(*counts); !done) return unexpected(std::move(done.error()));
  if (auto done = mark(**tx, *letter, clock.now()); !done) {
    return unexpected(std::move(done.error()));
  }
  return Replayed{letter->id, std::nullopt};
}

}  // namespace

Result<Replayed> replay_dead_letter(const ports::Stores& stores, const Clock& clock,
                                    std::int64_t id) {
  Result<ports::DeadLetter> letter = unexpected(Error{ErrorKind::not_found, "dead_letter", ""});
  {
    auto tx = stores.meta.begin_read();
    if (!tx) return unexpected(std::move(tx.error()));
    letter = open_letter(**tx, id);
  }
  if (!letter) return unexpected(std::move(letter.error()));
  if (letter->from.topic == protocol::kTopicOutcomes) {
    return replay_outcomes(stores, clock, *letter);
  }
  if (letter->from.topic == protocol::kTopicIngestEvents) {
    return replay_event(stores, clock, *letter);
  }
  if (std::ranges::find(protocol::kItemTopics, letter->from.topic) !=
      std::ranges::end(protocol::kItemTopics)) {
    return replay_item(stores, clock, *letter);
  }
  return unexpected(unreadable(*letter));
}

}  // namespace picket::consumer
