// What is measured on: events made of one real sample, as each stage meets them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "micro/options.h"
#include "protocol/ids.h"

namespace picket::micro {

/// The rows of a batch when 2,000 events a second arrive: the consumer flushes every 200 ms.
inline constexpr std::size_t kBatch = 400;

inline constexpr OrgId kOrg{1};
inline constexpr ProjectId kProject{1};
inline constexpr KeyId kKey{1};

/// One event on its way.
struct CorpusEvent {
  EventId id;
  std::string request;     ///< As picket_load sends it, body compressed by gzip.
  std::string gzip;        ///< The body.
  std::string brotli;      ///< The same in other codings.
  std::string zstd;        ///< As a stream without a size, as SDKs write it.
  std::string envelope;    ///< Decoded.
  std::string json;        ///< The SDK's event.
  std::string normalized;  ///< The event that is stored.
  std::string message;     ///< On the topic of events.
};

/// Never changed once it is made.
struct Corpus {
  std::string sample;               ///< Name of the file.
  std::string data;                 ///< Folder below which stores may write.
  Timestamp received;               ///< Of all events.
  std::vector<CorpusEvent> events;  ///< kBatch of them.

  const CorpusEvent& at(std::size_t i) const noexcept { return events[i % events.size()]; }
};

Result<Corpus, std::string> make_corpus(const Options& options);

/// The message of an event that the relay received then.
std::string make_message(const CorpusEvent& event, const EventId& id, Timestamp received);

}  // namespace picket::micro
