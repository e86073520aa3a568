#include "micro/corpus.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/units.h"
#include "codec/decoder.h"
#include "codec/testkit/encode.h"
#include "codec/zstd.h"
#include "domain/normalize/normalize.h"
#include "load/mix.h"
#include "load/prepare.h"
#include "protocol/envelope.h"
#include "protocol/ingest_message.h"
#include "protocol/json.h"

namespace picket::micro {
namespace {

constexpr std::string_view kDsn = "http://0123456789abcdef0123456789abcdef@127.0.0.1:9000/1";
constexpr std::uint64_t kSeed = 1;
constexpr std::size_t kMaxEnvelope = 64_MiB;

/// Native events are a small part of what arrives in practice: only where there are no others.
const load::Sample& nearest(const std::vector<load::Sample>& samples, std::size_t bytes) {
  const auto off = [bytes](const load::Sample& sample) {
    return std::pair(sample.native,
                     sample.bytes > bytes ? sample.bytes - bytes : bytes - sample.bytes);
  };
  return *std::min_element(samples.begin(), samples.end(),
                           [&](const auto& a, const auto& b) { return off(a) < off(b); });
}

std::string normalize(const CorpusEvent& event, Timestamp received) {
  auto document = protocol::parse_json(event.json, {}, protocol::NonFinite::keep);
  if (!document || !document->is_object()) return {};
  domain::NormalizeContext context;
  context.event_id = event.id;
  context.project = kProject;
  context.key = kKey;
  context.received = received;
  if (!domain::normalize_event(document->get_object(), context)) return {};
  std::string text;
  protocol::write_json(document->get_object(), text);
  return text;
}

/// False when the product refuses the event.
bool fill(CorpusEvent& event, Timestamp received) {
  const std::size_t head = event.request.find("\r\n\r\n");
  event.gzip = event.request.substr(head + 4);
  auto envelope = codec::decode_all(codec::ContentCoding::gzip, event.gzip, kMaxEnvelope);
  if (!envelope) return false;
  event.envelope = *std::move(envelope);
  event.brotli = codec::testkit::brotli(event.envelope);
  event.zstd = codec::testkit::zstd_stream(event.envelope);
  const auto parsed = protocol::parse_envelope(event.envelope);
  if (!parsed || parsed->items.size() != 1) return false;
  event.json = std::string(parsed->items.front().payload);
  event.normalized = normalize(event, received);
  event.message = make_message(event, event.id, received);
  return !event.normalized.empty();
}

}  // namespace

std::string make_message(const CorpusEvent& event, const EventId& id, Timestamp received) {
  protocol::IngestMessage message;
  message.org = kOrg;
  message.project = kProject;
  message.key = kKey;
  message.event_id = id;
  message.received = received;
  message.json_size = static_cast<std::uint32_t>(event.normalized.size());
  std::string bytes;
  protocol::encode(message, bytes);
  codec::zstd_compress(event.normalized, bytes);
  return bytes;
}

Result<Corpus, std::string> make_corpus(const Options& options) {
  const auto read = load::read_samples(options.samples);
  if (!read) return unexpected(read.error());
  const std::vector<load::Sample> samples = {nearest(*read, options.event_bytes)};
  const auto target = load::parse_target(kDsn);
  if (!target) return unexpected(target.error());
  const std::array<double, 1> weights = {1.0};
  const load::Mix mix(weights, load::kIssues);
  const load::Preparer preparer(*target, samples, mix, kSeed);

  Corpus corpus;
  corpus.sample = samples.front().name;
  corpus.data =
      options.data.empty() ? std::filesystem::temp_directory_path().string() : options.data;
  corpus.received = SystemClock().now();
  for (load::Prepared& prepared : preparer.prepare_many(0, kBatch)) {
    CorpusEvent event;
    event.id = prepared.event_id;
    event.request = std::move(prepared.request);
    if (!fill(event, corpus.received)) return unexpected(corpus.sample + ": refused by Picket");
    corpus.events.push_back(std::move(event));
  }
  return corpus;
}

}  // namespace picket::micro
