#include "engine/telemetry.h"

namespace picket::engine {
namespace {

obs::Labels labels_of(const std::string& group, const ports::TopicPartition& of) {
  return {{"group", group}, {"topic", of.topic}, {"partition", std::to_string(of.partition)}};
}

/// Waiting is normal while a store is away; a broken one needs somebody.
obs::LogLevel level_of(ErrorKind kind) {
  return kind == ErrorKind::corrupt || kind == ErrorKind::internal ? obs::LogLevel::error
                                                                   : obs::LogLevel::warn;
}

}  // namespace

Telemetry::Telemetry(obs::Registry& registry, obs::Logger& logger, const std::string& group,
                     const ports::TopicPartition& of)
    : logger_(logger),
      group_(group),
      partition_(of.topic + "/" + std::to_string(of.partition)),
      records_(registry.counter("picket_engine_records_total", "Log records applied.",
                                labels_of(group, of))),
      batches_(registry.counter("picket_engine_batches_total", "Batches applied.",
                                labels_of(group, of))),
      retries_(registry.counter("picket_engine_retries_total",
                                "Waits before a batch was tried again.", labels_of(group, of))),
      dead_letters_(registry.counter("picket_engine_dead_letters_total",
                                     "Records that the loop set aside.", labels_of(group, of))),
      lost_(registry.counter("picket_engine_lost_records_total",
                             "Offsets whose record no longer existed.", labels_of(group, of))),
      upkeep_failures_(registry.counter("picket_engine_upkeep_failures_total",
                                        "Offset commits and trims that failed.",
                                        labels_of(group, of))),
      lag_records_(registry.gauge("picket_engine_lag_records", "Records not yet applied.",
                                  labels_of(group, of))),
      lag_seconds_(registry.gauge("picket_engine_lag_seconds",
                                  "Age of the oldest record not yet applied.",
                                  labels_of(group, of))),
      batch_seconds_(registry.histogram("picket_engine_batch_seconds",
                                        "Time to apply one batch, retries included.",
                                        labels_of(group, of))) {}

void Telemetry::recovered(ports::Offset next) {
  logger_.info("consumer recovered",
               {{"group", group_}, {"partition", partition_}, {"next", next}});
}

void Telemetry::rewound(ports::Offset from, ports::Offset to) {
  logger_.error("the log ends before what was applied, resuming at its end",
                {{"group", group_}, {"partition", partition_}, {"applied", from}, {"end", to}});
}

void Telemetry::under_suspicion(ports::Offset first, ports::Offset until, int deaths, bool alone) {
  logger_.warn("the process died with records in flight",
               {{"group", group_},
                {"partition", partition_},
                {"first", first},
                {"until", until},
                {"deaths", deaths},
                {"next_try", alone ? "alone" : "batch"}});
}

void Telemetry::applied(std::int64_t records, double seconds) {
  records_.add(static_cast<std::uint64_t>(records));
  batches_.add();
  batch_seconds_.observe(seconds);
}

void Telemetry::lost(ports::Offset first, ports::Offset next, std::int64_t records) {
  lost_.add(static_cast<std::uint64_t>(records));
  logger_.error("records are gone from the log, counted as lost", {{"group", group_},
                                                                   {"partition", partition_},
                                                                   {"first", first},
                                                                   {"next", next},
                                                                   {"records", records}});
}

void Telemetry::dead_lettered(ports::Offset offset, std::string_view reason,
                              std::string_view detail) {
  dead_letters_.add();
  logger_.error("record set aside as a dead letter", {{"group", group_},
                                                      {"partition", partition_},
                                                      {"offset", offset},
                                                      {"reason", reason},
                                                      {"detail", detail}});
}

void Telemetry::splitting(ports::Offset first, ports::Offset next, const Error& error) {
  logger_.warn("batch cannot be applied, splitting it to find the record",
               {{"group", group_},
                {"partition", partition_},
                {"first", first},
                {"next", next},
                {"code", error.code},
                {"detail", error.detail}});
}

void Telemetry::retrying(const Error& error, Duration wait) {
  retries_.add();
  logger_.write(
      level_of(error.kind), "consumer waits before it tries again",
      {{"group", group_},
       {"partition", partition_},
       {"code", error.code},
       {"detail", error.detail},
       {"wait_ms",
        std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(wait).count()}}});
}

void Telemetry::log_upkeep_failed(std::string_view what, const Error& error) {
  upkeep_failures_.add();
  logger_.warn("log upkeep failed", {{"group", group_},
                                     {"partition", partition_},
                                     {"what", what},
                                     {"code", error.code},
                                     {"detail", error.detail}});
}

void Telemetry::lag(std::int64_t records, Duration oldest) {
  lag_records_.set(records);
  lag_seconds_.set(std::chrono::duration_cast<std::chrono::seconds>(oldest).count());
}

}  // namespace picket::engine
