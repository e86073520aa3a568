#include "roles/consumer/telemetry.h"

#include "ports/dead_letters.h"

namespace picket::consumer {
namespace {

constexpr std::string_view kEvents = "picket_consumer_events_total";
constexpr std::string_view kEventsHelp = "Events by what became of them.";
constexpr std::string_view kItems = "picket_consumer_items_total";
constexpr std::string_view kItemsHelp = "Items besides error events by what became of them.";
constexpr std::string_view kStacks = "picket_consumer_stack_traces_total";
constexpr std::string_view kStacksHelp = "Stack traces by whether the same one was grouped lately.";
constexpr std::string_view kSeconds = "picket_consumer_step_seconds";
constexpr std::string_view kSecondsHelp = "Time of each step of a batch.";

}  // namespace

Telemetry::Telemetry(obs::Registry& registry, obs::Logger& logger)
    : logger_(logger),
      accepted_(registry.counter(kEvents, kEventsHelp, {{"result", "accepted"}})),
      duplicates_(registry.counter(kEvents, kEventsHelp, {{"result", "duplicate"}})),
      discarded_(registry.counter(kEvents, kEventsHelp, {{"result", "discarded"}})),
      dead_letters_(registry.counter(kEvents, kEventsHelp, {{"result", "dead_letter"}})),
      items_stored_(registry.counter(kItems, kItemsHelp, {{"result", "stored"}})),
      item_duplicates_(registry.counter(kItems, kItemsHelp, {{"result", "duplicate"}})),
      items_refused_(registry.counter(kItems, kItemsHelp, {{"result", "refused"}})),
      item_dead_letters_(registry.counter(kItems, kItemsHelp, {{"result", "dead_letter"}})),
      known_stacks_(registry.counter(kStacks, kStacksHelp, {{"result", "known"}})),
      new_stacks_(registry.counter(kStacks, kStacksHelp, {{"result", "new"}})),
      restored_(registry.counter("picket_consumer_restored_rows_total",
                                 "Event rows stored again from what was kept of their batch.")),
      missing_(registry.counter("picket_consumer_missing_offsets_total",
                                "Offsets whose rows the event store lost and nobody keeps.")),
      seconds_{&registry.histogram(kSeconds, kSecondsHelp, {{"step", "decide"}}),
               &registry.histogram(kSeconds, kSecondsHelp, {{"step", "blobs"}}),
               &registry.histogram(kSeconds, kSecondsHelp, {{"step", "meta"}}),
               &registry.histogram(kSeconds, kSecondsHelp, {{"step", "events"}})} {}

void Telemetry::decided(const WorkBatch& batch) {
  accepted_.add(batch.rows.size());
  duplicates_.add(batch.duplicates);
  known_stacks_.add(batch.known_stacks);
  new_stacks_.add(batch.new_stacks);
  for (const domain::DiscardCount& one : batch.discarded)
    discarded_.add(static_cast<std::uint64_t>(one.events));
  dead_letters_.add(batch.dead_letters.size());
  for (const ports::DeadLetter& letter : batch.dead_letters) log(letter);
}

void Telemetry::items_stored(const ItemWork& work) {
  items_stored_.add(work.stored);
  item_duplicates_.add(work.duplicates);
  items_refused_.add(work.refused);
  item_dead_letters_.add(work.dead_letters.size());
  for (const ports::DeadLetter& letter : work.dead_letters) log(letter);
}

void Telemetry::log(const ports::DeadLetter& letter) {
  logger_.error("message set aside as a dead letter", {{"topic", letter.from.topic},
                                                       {"partition", letter.from.partition},
                                                       {"offset", letter.offset},
                                                       {"project", letter.project.value},
                                                       {"reason", letter.reason},
                                                       {"detail", letter.detail}});
}

void Telemetry::aligned(const ports::TopicPartition& of, const Aligned& aligned) {
  if (aligned.batches_restored != 0) {
    restored_.add(aligned.rows_restored);
    logger_.info("rows that the event store lacked were stored from what the database kept",
                 {{"topic", of.topic},
                  {"partition", of.partition},
                  {"batches", std::uint64_t{aligned.batches_restored}},
                  {"rows", std::uint64_t{aligned.rows_restored}}});
  }
  if (aligned.offsets_missing != 0) {
    missing_.add(static_cast<std::uint64_t>(aligned.offsets_missing));
    logger_.error(
        "the event store lacks rows that the database no longer keeps: it was replaced by an older "
        "one or lost; restore the backup that it belongs to, see picket doctor",
        {{"topic", of.topic}, {"partition", of.partition}, {"offsets", aligned.offsets_missing}});
  }
}

void Telemetry::stale_commit(const ports::TopicPartition& of, ports::Offset applied,
                             ports::Offset committed) {
  logger_.warn("the group's offset is from before the log lost its tail, it does not count",
               {{"topic", of.topic},
                {"partition", of.partition},
                {"applied", applied},
                {"committed", committed}});
}

void Telemetry::skipped(ports::Offset from, ports::Offset to) {
  logger_.warn("the group's offset is ahead of what was applied, the difference counts as lost",
               {{"applied", from}, {"committed", to}});
}

}  // namespace picket::consumer
