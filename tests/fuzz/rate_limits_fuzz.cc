// The header X-Sentry-Rate-Limits, as another server may write it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "protocol/rate_limits.h"

namespace protocol = picket::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto limits = protocol::parse_rate_limits(text);
  for (const protocol::RateLimit& limit : limits) {
    PICKET_ASSERT(limit.retry_after > picket::Duration::zero());
    PICKET_ASSERT(limit.retry_after <= protocol::kLongestRetryAfter);
  }
  // What we write is a header, and says the same when it is read.
  const std::string written = protocol::format_rate_limits(limits);
  PICKET_ASSERT(written.find_first_of("\r\n") == std::string::npos);
  const std::string again = protocol::format_rate_limits(protocol::parse_rate_limits(written));
  PICKET_ASSERT(again == written);
  return 0;
}
