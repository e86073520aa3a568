// Content codings, undone the way a connection does it: gzip at once, the others as streams.
#include <optional>
#include <string>

#include "base/units.h"
#include "codec/decoder.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "net/body_budget.h"
#include "net/body_reader.h"
#include "obs/metrics.h"

namespace picket::micro {
namespace {

struct Coding {
  const char* stage;
  codec::ContentCoding coding;
  std::string CorpusEvent::*body;
};

constexpr Coding kCodings[] = {
    {"codec/gzip", codec::ContentCoding::gzip, &CorpusEvent::gzip},
    {"codec/br", codec::ContentCoding::br, &CorpusEvent::brotli},
    {"codec/zstd", codec::ContentCoding::zstd, &CorpusEvent::zstd},
};

/// nullopt when it is refused.
std::optional<std::string> read_body(const Coding& coding, const std::string& wire,
                                     net::BodyBudget& budget) {
  constexpr std::size_t kMost = 200_MiB;
  net::BodyCharge charge(budget);
  net::BodyReader reader(coding.coding, kMost, charge);
  if (!reader.add(wire)) return std::nullopt;
  const auto progress = reader.decode(true, net::BodyReader::kInlineBytes);
  if (!progress || *progress != net::BodyReader::Progress::drained) return std::nullopt;
  return reader.take_body();
}

void decode(benchmark::State& state, const Corpus& corpus, const Coding& coding) {
  obs::Registry metrics;
  net::BodyBudget budget(256_MiB, metrics.gauge("picket_micro_bytes", "Bodies in memory."));
  std::size_t i = 0;
  for (auto _ : state) {
    const CorpusEvent& event = corpus.at(i++);
    const auto body = read_body(coding, event.*coding.body, budget);
    if (!body || body->size() != event.envelope.size()) state.SkipWithError("not decoded");
    benchmark::DoNotOptimize(body);
  }
  set_per_event(state);
}

}  // namespace

void add_codec_stages(const Corpus& corpus) {
  for (const Coding& coding : kCodings) {
    add_stage(coding.stage, [&](auto& state) { decode(state, corpus, coding); });
  }
}

}  // namespace picket::micro
