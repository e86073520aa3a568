// Payloads of items in JSON, as the relay reads them: what is kept of any of them is JSON, and
// reads the same again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/items/check_in.h"
#include "domain/items/container.h"
#include "domain/items/session.h"
#include "domain/items/user_report.h"
#include "protocol/client_report.h"
#include "protocol/json.h"

namespace {

using namespace picket;
namespace items = domain::items;

constexpr items::SessionContext kClock{from_unix_us(1'795'867'200'000'000), std::nullopt};

/// What `read` made of it is read as itself.
template <class Read>
void check_fixed_point(std::string_view bytes, Read read) {
  const auto once = read(bytes);
  if (!once) return;
  PICKET_ASSERT(protocol::parse_json(*once).has_value());
  const auto again = read(*once);
  PICKET_ASSERT(again.has_value());
  PICKET_ASSERT(protocol::parse_json(*again) == protocol::parse_json(*once));
}

void check_report(std::string_view bytes) {
  const auto report = items::read_user_report(bytes, EventId{1, 2});
  if (!report) return;
  const auto again = items::read_user_report(report->json, EventId{1, 2});
  PICKET_ASSERT(again.has_value() && again->event == report->event);
  PICKET_ASSERT(again->json == report->json);
}

void check_client_report(std::string_view bytes) {
  const auto report = protocol::parse_client_report(bytes);
  if (!report) return;
  for (const protocol::DiscardedItems& one : report->discarded) {
    PICKET_ASSERT(one.quantity > 0);
    PICKET_ASSERT(utf8_length(one.reason) <= protocol::kMaxDiscardReasonChars);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_fixed_point(bytes, [](std::string_view text) { return items::read_session(text, kClock); });
  check_fixed_point(bytes,
                    [](std::string_view text) { return items::read_sessions(text, kClock); });
  check_fixed_point(bytes, items::read_check_in);
  check_report(bytes);
  check_client_report(bytes);
  for (const std::uint32_t count : {0U, 1U, 2U}) {
    const auto spans = items::read_spans(bytes, count);
    if (spans) PICKET_ASSERT(spans->kept > 0 && protocol::parse_json(spans->json).has_value());
    const auto counted = items::check_container(bytes, count);
    if (counted) PICKET_ASSERT(*counted == count);
  }
  return 0;
}
