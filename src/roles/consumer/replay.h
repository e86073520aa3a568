// Replaying a dead letter: its message is tried again, and its earlier count is taken back.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "ports/stores.h"

namespace picket::consumer {

struct Replayed {
  std::int64_t id = 0;
  /// Where the message was appended; nullopt when it took effect at once.
  std::optional<ports::Offset> offset;
};

/// An event or item goes back to the log, flagged as replayed, and is marked afterwards: a crash in
/// between makes a second replay possible, which is then a duplicate, while the other order could
/// lose it. An outcome batch is added to the ledger in the transaction that marks it.
///
/// Errors: not_found / "dead_letter", conflict / "already_replayed", invalid_argument /
/// "unreadable_message" when this version cannot read it either, and what the stores say. Blocks.
Result<Replayed> replay_dead_letter(const ports::Stores& stores, const Clock& clock,
                                    std::int64_t id);

}  // namespace picket::consumer
