#include "engine/partition_runner.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/fault_point.h"
#include "engine/trim.h"

namespace picket::engine {
namespace {

ProcessError to_process_error(Error&& error) {
  return from_store(std::move(error));
}
ProcessError to_process_error(ProcessError&& error) {
  return std::move(error);
}

/// Calls the processor. The one place where an exception of processing ends: a library threw on
/// what a record holds, so the record is poison, and splitting the batch finds it.
template <class Fn>
auto guarded(Fn&& fn) -> Result<typename std::invoke_result_t<Fn>::value_type, ProcessError> {
  try {
    auto result = std::forward<Fn>(fn)();
    if (!result) return unexpected(to_process_error(std::move(result.error())));
    if constexpr (std::is_void_v<typename std::invoke_result_t<Fn>::value_type>) {
      return {};
    } else {
      return std::move(*result);
    }
  } catch (const std::exception& e) {
    return unexpected(
        ProcessError{ProcessError::Kind::poison, Error{ErrorKind::internal, kException, e.what()}});
  }
}

/// Calls until it succeeds; nullopt when `wait` says that it is time to stop.
template <class Fn, class Wait>
auto until_done(Fn&& fn, Wait&& wait)
    -> std::optional<typename std::invoke_result_t<Fn>::value_type> {
  for (;;) {
    auto result = guarded(fn);
    if (result) return std::move(*result);
    if (!wait(result.error().error)) return std::nullopt;
  }
}

double seconds_since(Deadline::SteadyClock::time_point start) {
  return std::chrono::duration<double>(Deadline::SteadyClock::now() - start).count();
}

}  // namespace

PartitionRunner::PartitionRunner(const std::string& group, const ports::TopicPartition& of,
                                 BatchProcessor& processor, StopSignal& stop,
                                 const RunnerContext& context, const RunnerOptions& options)
    : of_(of),
      processor_(processor),
      stop_(stop),
      context_(context),
      options_(options),
      telemetry_(context.registry, context.logger, group, of),
      progress_(context.log, group, of, options.deaths_before_alone, telemetry_),
      reader_(context.log, of, processor, stop, options_),
      backoff_(options_.retry, options.jitter_seed + of.partition),
      last_trim_(context.clock.now()) {}

bool PartitionRunner::start() {
  const auto wait = [this](const Error& error) { return wait_before_retry(error); };
  const auto committed = until_done([&] { return progress_.load(); }, wait);
  if (!committed) return false;
  const auto resume = until_done([&] { return processor_.recover(*committed); }, wait);
  if (!resume) return false;
  const auto range = until_done([&] { return context_.log.offsets(of_); }, wait);
  if (!range) return false;
  // A group that is new here begins with the oldest record there is, and lost nothing.
  progress_.resume_at(resume->value_or(range->earliest));
  backoff_.reset();
  if (!align_with_log()) return false;
  telemetry_.recovered(progress_.next());
  return true;
}

bool PartitionRunner::step() {
  if (stop_.requested()) return false;
  if (const auto before = progress_.killer_before()) return bury_killer(*before);
  if (!progress_.alone()) return read_and_apply(options_.max_records);
  const auto pass = context_.solo.enter(stop_);
  return pass && read_and_apply(1);
}

bool PartitionRunner::read_and_apply(std::size_t max_records) {
  const ports::Offset first = progress_.next();
  const auto records = reader_.read(first, progress_.suspect_until(), max_records);
  if (!records) return handle_read_error(records.error());
  if (records->empty()) {
    backoff_.reset();
    progress_.forget_suspects();  // No record is left in their range, if there was one.
    oldest_pending_.reset();
    update_lag();
    trim_sometimes();
    return !stop_.requested();
  }
  oldest_pending_ = records->front().appended;
  if (!process_marked({first, records->back().offset + 1, *records})) return false;
  oldest_pending_ = records->back().appended;
  for (const ports::LogRecord& record : *records) bytes_since_trim_ += record.value.size();
  update_lag();
  trim_sometimes();
  return !stop_.requested();
}

bool PartitionRunner::process_marked(const Batch& batch) {
  const auto started = Deadline::SteadyClock::now();
  update_lag();
  progress_.begin(batch.next);
  if (!apply(batch)) return false;
  telemetry_.applied(static_cast<std::int64_t>(batch.records.size()), seconds_since(started));
  return true;
}

bool PartitionRunner::apply(const Batch& batch) {
  for (;;) {
    const auto result = guarded([&] { return processor_.process(batch); });
    if (result) break;
    const ProcessError& failed = result.error();
    const bool poison = failed.kind == ProcessError::Kind::poison;
    if (poison && batch.records.size() > 1) {
      telemetry_.splitting(batch.first, batch.next, failed.error);
      return apply_halves(batch);
    }
    if (poison && batch.records.size() == 1) {
      return set_aside(batch, failed.error.code, failed.error.detail);
    }
    if (!wait_before_retry(failed.error)) return false;
  }
  backoff_.reset();
  note_lost(batch);
  progress_.advance(batch.next);
  fault_point("consumer.after_commit");
  return true;
}

bool PartitionRunner::apply_halves(const Batch& batch) {
  const std::size_t half = batch.records.size() / 2;
  const ports::Offset middle = batch.records[half].offset;
  return apply({batch.first, middle, batch.records.first(half)}) &&
         apply({middle, batch.next, batch.records.subspan(half)});
}

bool PartitionRunner::set_aside(const Batch& of_one, std::string_view reason,
                                std::string_view detail) {
  for (;;) {
    const auto done = guarded([&] { return processor_.dead_letter(of_one, reason, detail); });
    if (done) break;
    if (!wait_before_retry(done.error().error)) return false;
  }
  backoff_.reset();
  telemetry_.dead_lettered(of_one.records.front().offset, reason, detail);
  note_lost(of_one);
  progress_.advance(of_one.next);
  return true;
}

bool PartitionRunner::bury_killer(ports::Offset before) {
  const auto records = reader_.read(progress_.next(), before, 1);
  if (!records) return handle_read_error(records.error());
  if (records->empty()) {
    progress_.forget_suspects();
    return true;
  }
  const Batch of_one{progress_.next(), records->back().offset + 1, *records};
  return set_aside(of_one, kKilledProcess,
                   "the process died while this record was alone in flight");
}

bool PartitionRunner::align_with_log() {
  const auto wait = [this](const Error& error) { return wait_before_retry(error); };
  const auto range = until_done([&] { return context_.log.offsets(of_); }, wait);
  if (!range) return false;
  const ports::Offset next = progress_.next();
  if (next < range->earliest) return process_marked({next, range->earliest, {}});
  if (next > range->end) {
    telemetry_.rewound(next, range->end);
    const auto done = until_done(
        [&]() -> Result<bool> {
          if (auto rewound = processor_.rewind(range->end); !rewound) {
            return unexpected(std::move(rewound.error()));
          }
          return true;
        },
        wait);
    if (!done) return false;
    progress_.resume_at(range->end);
    progress_.advance(range->end);
  }
  backoff_.reset();
  return true;
}

bool PartitionRunner::handle_read_error(const Error& error) {
  const ports::Offset before = progress_.next();
  if (error.kind == ErrorKind::not_found && !align_with_log()) return false;
  return progress_.next() != before || wait_before_retry(error);
}

void PartitionRunner::note_lost(const Batch& batch) {
  if (batch.lost() > 0) telemetry_.lost(batch.first, batch.next, batch.lost());
}

bool PartitionRunner::wait_before_retry(const Error& error) {
  const Duration wait = backoff_.next();
  telemetry_.retrying(error, wait);
  update_lag();
  progress_.set_waiting(true);
  if (!stop_.pause(wait)) return false;
  progress_.set_waiting(false);
  return true;
}

void PartitionRunner::update_lag() {
  const auto range = context_.log.offsets(of_);
  if (!range) return;
  const std::int64_t records = std::max<std::int64_t>(range->end - progress_.next(), 0);
  const bool pending = records > 0 && oldest_pending_;
  telemetry_.lag(records, pending ? std::max(context_.clock.now() - *oldest_pending_, Duration(0))
                                  : Duration(0));
}

void PartitionRunner::trim_sometimes() {
  const Timestamp now = context_.clock.now();
  if (now - last_trim_ < options_.trim_every && bytes_since_trim_ < options_.trim_after_bytes)
    return;
  last_trim_ = now;
  bytes_since_trim_ = 0;
  const auto done = trim_consumed(context_.log, of_, options_.keep_consumed_records);
  if (!done) telemetry_.log_upkeep_failed("trim", done.error());
}

}  // namespace picket::engine
