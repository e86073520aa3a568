// Blobs and event rows, in batches as the consumer writes them.
#include <string_view>
#include <vector>

#include "adapters/blob_segment/blob_store.h"
#include "adapters/events_duckdb/event_store.h"
#include "base/clock.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "micro/documents.h"
#include "micro/measure.h"
#include "micro/scratch_folder.h"
#include "micro/stages.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "protocol/ingest_message.h"
#include "protocol/topics.h"
#include "segment/posix_file_system.h"

namespace picket::micro {
namespace {

constexpr benchmark::IterationCount kBlobBatches = 50;
/// 40,000 rows, so that the checkpoints that follow 32 MiB of write-ahead log are part of it.
constexpr benchmark::IterationCount kRowBatches = 100;

void put_blobs(benchmark::State& state, const Corpus& corpus) {
  const ScratchFolder folder(corpus.data);
  const SystemClock clock;
  segment::PosixFileSystem files;
  obs::Registry metrics;
  const auto store = adapters::SegmentBlobStore::open(files, folder.file("blobs"), {}, clock,
                                                      obs::null_logger(), metrics);
  if (failed(state, store, "blob store not opened")) return;
  std::vector<std::string_view> payloads;
  for (const CorpusEvent& event : corpus.events) {
    const auto message = protocol::decode_ingest_message(event.message);
    if (failed(state, message, "no message")) return;
    payloads.push_back(message->payload);
  }
  for (auto _ : state) {
    if (failed(state, (*store)->put(corpus.received, payloads), "not put")) break;
  }
  set_per_event(state, payloads.size());
}

std::vector<domain::EventRow> make_rows(const Corpus& corpus) {
  std::vector<domain::EventRow> rows;
  DocumentSlot slot;
  for (const CorpusEvent& event : corpus.events) {
    if (!slot.parse(event.normalized)) return {};
    rows.push_back(domain::row_from_event(slot.object(), {kProject, event.id, corpus.received},
                                          domain::issue_facts(slot.object(), {})));
    const auto number = static_cast<std::int64_t>(rows.size());
    rows.back().issue = IssueId{1 + number % 100};
    rows.back().hash_id = HashId{1 + number % 100};
    rows.back().payload = {1, static_cast<std::uint64_t>(number), 1'500};
  }
  return rows;
}

/// What no two events have in common, and so does not compress.
void renew(std::vector<domain::EventRow>& rows, Duration later) {
  for (domain::EventRow& row : rows) {
    row.event_id = EventId::random();
    row.timestamp += later;
    row.received += later;
    for (auto& [key, value] : row.tags) {
      if (key == "correlation_id") value = row.event_id.to_hex().substr(0, value.size());
    }
  }
}

void append_rows(benchmark::State& state, const Corpus& corpus) {
  const ScratchFolder folder(corpus.data);
  obs::Registry metrics;
  adapters::DuckdbEventStoreOptions options;
  options.directory = folder.file("events");
  const auto store =
      adapters::DuckdbEventStore::open(std::move(options), obs::null_logger(), metrics);
  if (failed(state, store, "event store not opened")) return;
  std::vector<domain::EventRow> rows = make_rows(corpus);
  if (failed(state, !rows.empty(), "no rows")) return;
  ports::Offset next = 0;
  for (auto _ : state) {
    state.PauseTiming();
    renew(rows, std::chrono::milliseconds(200));
    next += static_cast<ports::Offset>(rows.size());
    state.ResumeTiming();
    const auto done = (*store)->append({std::string(protocol::kTopicIngestEvents), 0}, next, rows);
    if (failed(state, done, "not appended")) break;
  }
  set_per_event(state, rows.size());
}

}  // namespace

void add_store_stages(const Corpus& corpus) {
  add_stage(
      "store/put_blobs", [&](auto& state) { put_blobs(state, corpus); }, kBlobBatches);
  add_stage(
      "store/append_rows", [&](auto& state) { append_rows(state, corpus); }, kRowBatches);
}

}  // namespace picket::micro
