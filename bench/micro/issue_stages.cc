// Issues in the database: the transaction that finds or creates them for a batch and counts its
// events.
#include <string>
#include <vector>

#include "base/random.h"
#include "domain/grouping/grouping.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "micro/documents.h"
#include "micro/installation.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "ports/issues.h"
#include "roles/consumer/issue_assignment.h"
#include "roles/consumer/work_batch.h"

namespace picket::micro {
namespace {

constexpr benchmark::IterationCount kBatches = 50;

enum class Issues : std::uint8_t { known, fresh };

std::vector<consumer::KeptEvent> decided(const Corpus& corpus) {
  std::vector<consumer::KeptEvent> events;
  DocumentSlot slot;
  for (const CorpusEvent& event : corpus.events) {
    if (!slot.parse(event.normalized)) return {};
    consumer::KeptEvent kept;
    kept.hashes = domain::group_event(slot.object()).hashes;
    kept.facts = domain::issue_facts(slot.object(), {});
    kept.row =
        domain::row_from_event(slot.object(), {kProject, event.id, corpus.received}, kept.facts);
    events.push_back(std::move(kept));
  }
  return events;
}

void fill(consumer::WorkBatch& batch, const std::vector<consumer::KeptEvent>& events,
          Issues issues) {
  batch.clear();
  for (consumer::KeptEvent event : events) {
    if (issues == Issues::fresh) event.hashes = {random_hex(16)};
    batch.keep(std::move(event));
  }
}

Result<void> upsert(consumer::WorkBatch& batch, ports::MetaDb& meta) {
  auto tx = meta.begin_write(Deadline::never());
  if (!tx) return unexpected(std::move(tx.error()));
  if (auto done = consumer::resolve_issues(batch, (*tx)->issues()); !done) return done;
  for (const domain::IssueDelta& delta : consumer::merge_deltas(batch)) {
    if (const auto done = (*tx)->issues().apply(delta); !done) return unexpected(done.error());
  }
  return (*tx)->commit();
}

/// Without the consumer's cache, which spares known issues their look-up.
void upsert_issues(benchmark::State& state, const Corpus& corpus, Issues issues) {
  const auto installation = Installation::make(corpus.data);
  if (failed(state, installation, "stores not opened")) return;
  const std::vector<consumer::KeptEvent> events = decided(corpus);
  if (failed(state, !events.empty(), "no events")) return;
  ports::MetaDb& meta = (*installation)->stores().meta;
  consumer::WorkBatch batch;
  fill(batch, events, Issues::known);
  if (failed(state, upsert(batch, meta), "not written")) return;
  for (auto _ : state) {
    state.PauseTiming();
    fill(batch, events, issues);
    state.ResumeTiming();
    if (failed(state, upsert(batch, meta), "not written")) break;
  }
  set_per_event(state, events.size());
}

}  // namespace

void add_issue_stages(const Corpus& corpus) {
  add_stage(
      "issue/update_known", [&](auto& state) { upsert_issues(state, corpus, Issues::known); },
      kBatches);
  add_stage(
      "issue/create", [&](auto& state) { upsert_issues(state, corpus, Issues::fresh); }, kBatches);
}

}  // namespace picket::micro
