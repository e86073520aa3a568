// Client report: what an SDK discarded itself, so that the numbers add up.
// Source: shared spec "ingest", section 4.9; develop.sentry.dev/sdk/telemetry/client-reports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/outcome.h"

namespace picket::protocol {

/// A longer reason is not one, and its entry is left out.
inline constexpr std::size_t kMaxDiscardReasonChars = 200;

struct DiscardedItems {
  std::string reason;
  Category category = Category::unknown;
  std::int64_t quantity = 0;  ///< Greater than zero.
};

/// Only `discarded_events`: the other lists are honoured from relays alone.
struct ClientReport {
  std::optional<Timestamp> timestamp;
  std::vector<DiscardedItems> discarded;  ///< As listed; the same reason may occur twice.
};

enum class ClientReportError : std::uint8_t { invalid_json };

/// Entries that are not what the format says are left out, like those that count nothing.
Result<ClientReport, ClientReportError> parse_client_report(std::string_view payload);

}  // namespace picket::protocol
