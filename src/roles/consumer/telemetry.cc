#include "roles/consumer/telemetry.h"

namespace picket::consumer {
namespace {

constexpr std::string_view kEvents = "picket_consumer_events_total";
constexpr std::string_view kEventsHelp = "Events by what became of them.";
constexpr std::string_view kSeconds = "picket_consumer_step_seconds";
constexpr std::string_view kSecondsHelp = "Time of each step of a batch.";

}  // namespace

Telemetry::Telemetry(obs::Registry& registry, obs::Logger& logger)
    : logger_(logger),
      accepted_(registry.counter(kEvents, kEventsHelp, {{"result", "accepted"}})),
      duplicates_(registry.counter(kEvents, kEventsHelp, {{"result", "duplicate"}})),
      dead_letters_(registry.counter(kEvents, kEventsHelp, {{"result", "dead_letter"}})),
      seconds_{&registry.histogram(kSeconds, kSecondsHelp, {{"step", "decide"}}),
               &registry.histogram(kSeconds, kSecondsHelp, {{"step", "blobs"}}),
               &registry.histogram(kSeconds, kSecondsHelp, {{"step", "meta"}}),
               &registry.histogram(kSeconds, kSecondsHelp, {{"step", "events"}})} {}

void Telemetry::decided(const WorkBatch& batch) {
  accepted_.add(batch.rows.size());
  duplicates_.add(batch.duplicates);
  dead_letters_.add(batch.dead_letters.size());
  for (const ports::DeadLetter& letter : batch.dead_letters) {
    logger_.error("message set aside as a dead letter", {{"topic", letter.from.topic},
                                                         {"partition", letter.from.partition},
                                                         {"offset", letter.offset},
                                                         {"project", letter.project.value},
                                                         {"reason", letter.reason},
                                                         {"detail", letter.detail}});
  }
}

void Telemetry::rows_restored(std::size_t rows) {
  logger_.info("rows of the batch before were brought in line",
               {{"rows", static_cast<std::uint64_t>(rows)}});
}

void Telemetry::skipped(ports::Offset from, ports::Offset to) {
  logger_.warn("the group's offset is ahead of what was applied, the difference counts as lost",
               {{"applied", from}, {"committed", to}});
}

}  // namespace picket::consumer
