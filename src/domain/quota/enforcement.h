// Enforcement: which items of an envelope go when quotas refuse some of them.
// Source: shared spec "ingest", section 4.2, "Envelope enforcement order".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "domain/quota/quota.h"
#include "protocol/item_limits.h"
#include "protocol/item_type.h"

namespace picket::domain {

/// A quota that is exceeded, and for how much longer.
struct Refusal {
  const Quota* quota = nullptr;
  Duration retry_after{0};
};

/// Who knows what is left of the quotas: the counters, or the memory of what they said.
class QuotaGate {
 public:
  virtual ~QuotaGate() = default;
  /// Takes `quantity` of a category, or tells the refusal that lasts longest and takes nothing. A
  /// quantity of 0 only asks.
  virtual std::optional<Refusal> take(protocol::Category category, std::int64_t quantity) = 0;
};

/// An item, as far as quotas ask.
struct QuotaItem {
  protocol::ItemType type = protocol::ItemType::unknown;
  protocol::AttachmentType attachment_type = protocol::AttachmentType::plain;
  protocol::Quantities quantities{};
};

enum class Fate : std::uint8_t {
  keep,
  drop,
  keep_unstored,  ///< A crash dump: its event is made from it, but it is not stored.
};

struct Verdict {
  Fate fate = Fate::keep;
  const Quota* by = nullptr;  ///< Null when it is kept.
  /// Of a transaction that is kept: refused its spans. Null when they are kept, too.
  const Quota* spans_by = nullptr;
};

struct Enforcement {
  std::vector<Verdict> verdicts;  ///< One per item, in order.
  /// What the SDK is to be told. Empty: nothing was refused.
  std::vector<Refusal> told;
  /// Refused the error that a crash dump was going to become; no item counts as that error.
  const Quota* crash = nullptr;
};

/// Asks the gate about each kind of item in the order of the specification: the event, attachments,
/// sessions, profiles, replays, check-ins, spans, profile chunks, logs, metrics. What belongs to a
/// refused event goes with it; what has no category is never refused. Spans of a transaction are
/// asked about like those that come alone, and may be refused without it.
Enforcement enforce(std::span<const QuotaItem> items, QuotaGate& gate);

}  // namespace picket::domain
