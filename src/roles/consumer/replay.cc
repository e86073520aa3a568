#include "roles/consumer/replay.h"

#include <string>
#include <utility>

#include "ports/dead_letters.h"
#include "ports/outcomes.h"
#include "protocol/ingest_message.h"
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

Result<Replayed> replay_event(const ports::Stores& stores, const Clock& clock,
                              const ports::DeadLetter& letter) {
  auto message = protocol::decode_ingest_message(letter.message);
  if (!message || !message->project) return unexpected(unreadable(letter));
  // A letter without a project was counted under no project, because the version that set it aside
  // could not read it: that count is taken back here, not by the consumer.
  const bool counted_unknown = !letter.project;
  message->replayed = !counted_unknown;
  std::string bytes;
  protocol::encode(*message, bytes);

  const auto topics = stores.log.topics();
  const auto topic = topics.find(letter.from.topic);
  if (topic == topics.end()) return unexpected(unreadable(letter));
  const std::uint32_t partition =
      protocol::partition_of(message->project, message->event_id, topic->second);
  const auto offset =
      ports::append_and_wait(stores.log, {letter.from.topic, partition}, std::move(bytes));
  if (!offset) return unexpected(offset.error());

  auto tx = stores.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  if (counted_unknown) {
    OutcomeTally tally;
    tally.add_unknown(letter.created, protocol::Outcome::invalid, protocol::reason::kDeadLetter,
                      -1);
    if (auto done = (*tx)->outcomes().add(tally.counts()); !done) {
      return unexpected(std::move(done.error()));
    }
  }
  if (auto done = mark(**tx, letter, clock.now()); !done) {
    return unexpected(std::move(done.error()));
  }
  return Replayed{letter.id, *offset};
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
  return unexpected(unreadable(*letter));
}

}  // namespace picket::consumer
