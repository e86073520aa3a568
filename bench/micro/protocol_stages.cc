// Envelope, JSON and the message of the log, with its compression.
#include <string>

#include "codec/zstd.h"
#include "micro/documents.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "protocol/envelope.h"
#include "protocol/ingest_message.h"
#include "protocol/json.h"

namespace picket::micro {
namespace {

void parse_envelopes(benchmark::State& state, const Corpus& corpus) {
  std::size_t i = 0;
  for (auto _ : state) {
    const auto envelope = protocol::parse_envelope(corpus.at(i++).envelope);
    if (failed(state, envelope, "no envelope")) break;
    benchmark::DoNotOptimize(envelope->items.data());
  }
  set_per_event(state);
}

void parse_json(benchmark::State& state, const Corpus& corpus,
                const std::string CorpusEvent::*text) {
  DocumentSlot slot;
  std::size_t i = 0;
  for (auto _ : state) {
    if (failed(state, slot.parse(corpus.at(i++).*text), "no JSON object")) break;
    benchmark::DoNotOptimize(slot.object());
  }
  set_per_event(state);
}

void write_json(benchmark::State& state, const Corpus& corpus) {
  std::vector<DocumentSlot> slots(corpus.events.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (failed(state, slots[i].parse(corpus.at(i).normalized), "no JSON object")) return;
  }
  std::string text;
  std::size_t i = 0;
  for (auto _ : state) {
    text.clear();
    protocol::write_json(slots[i++ % slots.size()].object(), text);
    benchmark::DoNotOptimize(text.data());
  }
  set_per_event(state);
}

void encode_messages(benchmark::State& state, const Corpus& corpus) {
  std::size_t i = 0;
  for (auto _ : state) {
    const CorpusEvent& event = corpus.at(i++);
    benchmark::DoNotOptimize(make_message(event, event.id, corpus.received));
  }
  set_per_event(state);
}

/// With the event that is in it, as the consumer needs it.
void decode_messages(benchmark::State& state, const Corpus& corpus) {
  std::size_t i = 0;
  for (auto _ : state) {
    const auto message = protocol::decode_ingest_message(corpus.at(i++).message);
    if (failed(state, message, "no message")) break;
    const auto json = codec::zstd_decompress(message->payload, message->json_size);
    if (failed(state, json, "no payload")) break;
    benchmark::DoNotOptimize(json->data());
  }
  set_per_event(state);
}

}  // namespace

void add_protocol_stages(const Corpus& corpus) {
  add_stage("protocol/parse_envelope", [&](auto& state) { parse_envelopes(state, corpus); });
  add_stage("protocol/parse_json",
            [&](auto& state) { parse_json(state, corpus, &CorpusEvent::json); });
  add_stage("protocol/write_json", [&](auto& state) { write_json(state, corpus); });
  add_stage("protocol/encode_message", [&](auto& state) { encode_messages(state, corpus); });
  add_stage("protocol/decode_message", [&](auto& state) { decode_messages(state, corpus); });
  add_stage("protocol/parse_normalized_json",
            [&](auto& state) { parse_json(state, corpus, &CorpusEvent::normalized); });
}

}  // namespace picket::micro
