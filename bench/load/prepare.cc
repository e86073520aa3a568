#include "load/prepare.h"

#include <algorithm>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <libdeflate.h>

#include "base/assert.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/rfc3339.h"
#include "load/variation.h"
#include "protocol/json.h"

namespace picket::load {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const noexcept {
    libdeflate_free_compressor(compressor);
  }
};

constexpr std::string_view kSdk = "sentry.python/2.20.0";

std::string envelope_of(const Target& target, const Variation& variation,
                        std::string_view payload) {
  return fmt::format(
      "{{\"event_id\":\"{}\",\"sent_at\":\"{}\",\"dsn\":\"{}\"}}\n"
      "{{\"type\":\"event\",\"content_type\":\"application/json\",\"length\":{}}}\n{}\n",
      variation.event_id.to_hex(), format_rfc3339(variation.timestamp), target.dsn, payload.size(),
      payload);
}

std::string request_of(const Target& target, std::string_view body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\n"
      "Host: {}\r\n"
      "User-Agent: {}\r\n"
      "Accept-Encoding: identity\r\n"
      "Content-Encoding: gzip\r\n"
      "Content-Type: application/x-sentry-envelope\r\n"
      "X-Sentry-Auth: Sentry sentry_key={}, sentry_version=7, sentry_client={}\r\n"
      "Content-Length: {}\r\n\r\n{}",
      target.url.path, target.url.authority(), kSdk, target.public_key, kSdk, body.size(), body);
}

}  // namespace

std::string gzip(std::string_view text, int level) {
  thread_local std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor;
  thread_local int made_for = 0;
  if (compressor == nullptr || made_for != level) {
    compressor.reset(libdeflate_alloc_compressor(level));
    made_for = level;
  }
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), text.size()), '\0');
  const std::size_t size =
      libdeflate_gzip_compress(compressor.get(), text.data(), text.size(), out.data(), out.size());
  PICKET_ASSERT(size > 0);
  out.resize(size);
  return out;
}

Prepared Preparer::prepare(std::uint64_t index) const {
  // Seeds of neighbours must not be neighbours of SplitMix64's states.
  SeededRandom random(SeededRandom(seed_ * 0x9e3779b97f4a7c15U ^ index).next());
  const Pick pick = mix_.draw(random);
  const Variation variation = draw_variation(pick.issue, SystemClock().now(), random);
  boost::json::object event = samples_[pick.sample].event;
  vary(event, variation);
  std::string payload;
  protocol::write_json(event, payload);
  const std::string envelope = envelope_of(target_, variation, payload);
  const std::string body = gzip(envelope);
  return {.event_id = variation.event_id,
          .request = request_of(target_, body),
          .raw_bytes = envelope.size(),
          .gzip_bytes = body.size()};
}

std::vector<Prepared> Preparer::prepare_many(std::uint64_t first, std::size_t count) const {
  std::vector<Prepared> all(count);
  const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16);
  const auto work = [&](std::size_t thread) {
    for (std::size_t i = thread; i < count; i += threads) all[i] = prepare(first + i);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t thread = 1; thread < threads; ++thread) helpers.emplace_back(work, thread);
  work(0);
  helpers.clear();
  return all;
}

}  // namespace picket::load
