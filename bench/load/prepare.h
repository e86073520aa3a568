// Requests made ahead of the timed part, so that sending them costs the generator little more than
// the system calls: it shares the machine with the server that it measures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "load/mix.h"
#include "load/sample.h"
#include "load/url.h"
#include "protocol/ids.h"

namespace picket::load {

/// A whole HTTP request with one event in it.
struct Prepared {
  EventId event_id;
  std::string request;
  std::size_t raw_bytes = 0;   ///< The envelope.
  std::size_t gzip_bytes = 0;  ///< The envelope as sent.
};

/// gzip as SDKs do it (zlib's default level in Node, Python's 9 is 1% smaller).
inline constexpr int kGzipLevel = 6;

std::string gzip(std::string_view text, int level = kGzipLevel);

/// Event number `index` of a run is the same in every run with that seed, except for its event id,
/// which a server would take for a duplicate, and its time. Safe from any thread.
class Preparer {
 public:
  /// All three outlive it.
  Preparer(const Target& target, const std::vector<Sample>& samples, const Mix& mix,
           std::uint64_t seed) noexcept
      : target_(target), samples_(samples), mix_(mix), seed_(seed) {}

  Prepared prepare(std::uint64_t index) const;
  /// Events [first, first + count), on as many threads as the machine has.
  std::vector<Prepared> prepare_many(std::uint64_t first, std::size_t count) const;

 private:
  const Target& target_;
  const std::vector<Sample>& samples_;
  const Mix& mix_;
  std::uint64_t seed_;
};

}  // namespace picket::load
