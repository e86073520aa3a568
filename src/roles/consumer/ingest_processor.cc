#include "roles/consumer/ingest_processor.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "base/fault_point.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/releases.h"
#include "protocol/topics.h"
#include "roles/consumer/dead_letter.h"
#include "roles/consumer/issue_assignment.h"
#include "roles/consumer/issue_life.h"
#include "roles/consumer/limits.h"
#include "roles/consumer/owner_assignment.h"
#include "roles/consumer/release_notes.h"

namespace picket::consumer {
namespace {

Result<void> pass(std::string_view point) {
  if (!fault_point(point)) return {};
  return unexpected(Error{ErrorKind::unavailable, "fault_point", std::string(point)});
}

/// Runs the steps in order up to the first that fails.
template <class... Steps>
Result<void> in_order(Steps&&... steps) {
  Result<void> result;
  static_cast<void>((static_cast<bool>(result = steps()) && ...));
  return result;
}

}  // namespace

IngestProcessor::IngestProcessor(const ports::TopicPartition& of, const IngestContext& context)
    : of_(of),
      context_(context),
      applied_(std::string(protocol::kGroupIngestConsumer), of, context.stores.meta,
               context.stores.events),
      rules_(context.stores.meta),
      discarded_(context.stores.meta),
      stages_(window_, rules_, owner_searches_, discarded_, context_.stacks) {}

Result<void, engine::ProcessError> IngestProcessor::process(const engine::Batch& batch) {
  if (unsettled_) {
    if (auto done = settle(); !done) {
      return unexpected(engine::ProcessError{engine::ProcessError::Kind::slow_down, done.error()});
    }
  }
  if (batch.next <= applied_.next()) return {};  // Took effect before the error was reported.
  PICKET_ASSERT(batch.first >= applied_.next());
  if (auto fresh = rules_.refresh(); !fresh)
    return unexpected(engine::from_store(std::move(fresh.error())));
  if (auto fresh = discarded_.refresh(); !fresh)
    return unexpected(engine::from_store(std::move(fresh.error())));
  unsettled_ = true;  // Also when an exception ends this call.
  decide(batch);
  if (auto done = apply(batch.next); !done) {
    // What the cache said may be why.
    context_.issues.clear();
    const bool decided = applied_.next() >= batch.next;
    return unexpected(decided ? engine::ProcessError{engine::ProcessError::Kind::slow_down,
                                                     std::move(done.error())}
                              : engine::from_store(std::move(done.error())));
  }
  unsettled_ = false;
  return {};
}

void IngestProcessor::decide(const engine::Batch& batch) {
  const StepTimer timer(context_.telemetry, Step::decide);
  const Timestamp now = context_.clock.now();
  window_.expire();
  work_.clear();
  for (const ports::LogRecord& record : batch.records) stages_.run(of_, record, now, work_);
  if (batch.lost() > 0) {
    work_.outcomes.add_unknown(now, protocol::Outcome::lost, reason::kLogGap, batch.lost());
  }
}

Result<void> IngestProcessor::apply(ports::Offset next) {
  return in_order([] { return pass("consumer.before_blobs"); },   //
                  [this] { return store_blobs(); },               // (a)
                  [] { return pass("consumer.after_blobs"); },    //
                  [&] { return commit_decisions(next); },         // (b)
                  [] { return pass("consumer.after_meta"); },     //
                  [&] { return append_rows(next); },              // (c)
                  [] { return pass("consumer.after_events"); });  // (d) is the engine's
}

Result<void> IngestProcessor::store_blobs() {
  const StepTimer timer(context_.telemetry, Step::blobs);
  // By the day of reception, as rows expire: a batch at midnight or of replayed messages has more
  // than one.
  std::map<Timestamp, std::vector<std::size_t>> by_day;
  for (std::size_t i = 0; i < work_.rows.size(); ++i) {
    by_day[std::chrono::floor<std::chrono::days>(work_.rows[i].received)].push_back(i);
  }
  for (const auto& [day, indexes] : by_day) {
    std::vector<std::string_view> payloads;
    payloads.reserve(indexes.size());
    for (const std::size_t i : indexes) payloads.push_back(work_.payloads[i]);
    const auto refs = context_.stores.blobs.put(day, payloads);
    if (!refs) return unexpected(refs.error());
    for (std::size_t n = 0; n < indexes.size(); ++n) work_.rows[indexes[n]].payload = (*refs)[n];
  }
  return {};
}

Result<void> IngestProcessor::commit_decisions(ports::Offset next) {
  const StepTimer timer(context_.telemetry, Step::meta);
  resolve_from_cache(work_, context_.issues);
  auto tx = context_.stores.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  if (auto done = write_decisions(**tx, next); !done) return done;
  if (auto done = (*tx)->commit(); !done) return done;
  applied_.committed(next, !work_.rows.empty());
  context_.telemetry.decided(work_);
  remember_issues(work_, context_.issues);
  remember_owner_searches(context_.clock.now());
  remember(work_.rows);
  sightings_.committed();
  return {};
}

Result<void> IngestProcessor::check_discarded(ports::IssueRepository& issues) const {
  if (work_.rows.empty() && work_.discarded.empty()) return {};
  const auto version = issues.tombstone_version();
  if (!version) return unexpected(version.error());
  if (*version == discarded_.version()) return {};
  return unexpected(Error{ErrorKind::unavailable, "tombstones_moved", "decide again"});
}

Result<void> IngestProcessor::write_decisions(ports::MetaTx& tx, ports::Offset next) {
  if (auto same = check_discarded(tx.issues()); !same) return same;
  if (auto done = resolve_issues(work_, tx.issues()); !done) return done;
  work_.stamp_rows();
  // Before the deltas: whether an issue comes back depends on which release is the later one.
  const auto noted = note_releases(work_, tx.releases());
  if (!noted) return unexpected(noted.error());
  if (auto done = settle_next_releases(*noted, tx.issues()); !done) return done;
  const Timestamp now = context_.clock.now();
  for (const domain::IssueDelta& delta : merge_deltas(work_)) {
    if (auto done = apply_delta(delta, work_.rows, now, tx); !done) return done;
  }
  if (auto done = assign_owners(work_, tx, now); !done) return done;
  if (auto done = sightings_.note(work_.rows, tx.projects()); !done) return done;
  if (auto done = tx.issues().count_discarded(work_.discarded); !done) return done;
  if (auto done = tx.outcomes().add(work_.outcomes.counts()); !done) return done;
  for (const ports::DeadLetter& letter : work_.dead_letters) {
    if (auto done = tx.dead_letters().add(letter); !done) {
      return unexpected(std::move(done.error()));
    }
  }
  return applied_.put(tx, next, pack_rows(work_.rows));
}

Result<void> IngestProcessor::append_rows(ports::Offset next) {
  const StepTimer timer(context_.telemetry, Step::events);
  return applied_.append(next, work_.rows);
}

Result<void> IngestProcessor::dead_letter(const engine::Batch& of_one, std::string_view reason,
                                          std::string_view detail) {
  if (unsettled_) {
    if (auto done = settle(); !done) return done;
  }
  if (of_one.next <= applied_.next()) return {};
  unsettled_ = true;
  const ports::LogRecord& record = of_one.records.front();
  const Timestamp now = context_.clock.now();
  work_.clear();
  ports::DeadLetter letter = make_dead_letter(of_, record, now, reason, detail);
  const auto message = protocol::decode_ingest_message(record.value);
  const bool readable = message && message->project;
  if (readable) {
    letter.project = message->project;
    count_replayed(*message, work_.outcomes);
  }
  count_dead_letter(readable ? &*message : nullptr, now, work_.outcomes);
  if (of_one.lost() > 0) {
    work_.outcomes.add_unknown(now, protocol::Outcome::lost, reason::kLogGap, of_one.lost());
  }
  work_.dead_letters.push_back(std::move(letter));
  // No rows: the event store learns of the offset with the next batch, or at recovery.
  if (auto done = commit_decisions(of_one.next); !done) return done;
  unsettled_ = false;
  return {};
}

Result<std::optional<ports::Offset>> IngestProcessor::recover(
    std::optional<ports::Offset> committed) {
  const auto aligned = applied_.align();
  if (!aligned) return unexpected(aligned.error());
  context_.telemetry.aligned(of_, *aligned);
  if (auto done = rebuild_window(aligned->last_rows); !done) return unexpected(done.error());
  unsettled_ = false;
  const ports::Offset next = applied_.next();
  resumed_at_ = std::max(next, committed.value_or(0));
  if (committed && *committed > next && *committed <= applied_.stale_commit()) {
    context_.telemetry.stale_commit(of_, next, *committed);
    return std::optional(next);
  }
  if (next == 0) return committed;
  if (committed && *committed > next) {
    context_.telemetry.skipped(next, *committed);
    work_.clear();
    work_.outcomes.add_unknown(context_.clock.now(), protocol::Outcome::lost, reason::kSkipped,
                               *committed - next);
    unsettled_ = true;
    if (auto done = commit_decisions(*committed); !done) return unexpected(std::move(done.error()));
    unsettled_ = false;
  }
  return std::optional(applied_.next());
}

Result<void> IngestProcessor::rewind(ports::Offset end) {
  // What is decided and not stored yet belongs to the offsets before.
  if (unsettled_) {
    if (auto done = settle(); !done) return done;
  }
  return applied_.rewind(end, resumed_at_);
}

Result<void> IngestProcessor::settle() {
  const auto aligned = applied_.align();
  if (!aligned) return unexpected(aligned.error());
  context_.telemetry.aligned(of_, *aligned);
  remember(aligned->last_rows);
  unsettled_ = false;
  return {};
}

Result<void> IngestProcessor::rebuild_window(const std::vector<domain::EventRow>& last_rows) {
  // An hour before the newest event, not before now: a consumer that is behind must still know the
  // hour before what it goes on with.
  Timestamp newest = last_rows.empty() ? context_.clock.now() : last_rows.front().received;
  for (const domain::EventRow& row : last_rows) newest = std::max(newest, row.received);
  const auto ids = context_.stores.events.recent_ids(
      newest - DuplicateWindow::kAge, DuplicateWindow::kMaxIds * context_.partitions);
  if (!ids) return unexpected(ids.error());
  window_ = DuplicateWindow();
  for (auto id = ids->rbegin(); id != ids->rend(); ++id) {
    const auto& [project, event] = *id;
    if (protocol::partition_of(project, event, context_.partitions) != of_.partition) continue;
    window_.insert(project, event, newest);
  }
  remember(last_rows);
  return {};
}

void IngestProcessor::remember(const std::vector<domain::EventRow>& rows) {
  for (const domain::EventRow& row : rows) {
    window_.insert(row.project, row.event_id, row.received);
  }
}

void IngestProcessor::remember_owner_searches(Timestamp now) {
  for (const EventGroup& group : work_.groups) {
    if (group.owners) owner_searches_.done(group.project, group.hashes.front(), now);
  }
}

std::size_t IngestProcessor::decoded_bytes(const ports::LogRecord& record) const noexcept {
  const auto message = protocol::decode_ingest_message(record.value);
  return message ? std::min<std::size_t>(message->json_size, EventStages::kMaxEventBytes)
                 : record.value.size();
}

}  // namespace picket::consumer
