#include "roles/relay/outcome_writer.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/may_block.h"
#include "protocol/outcome_batch.h"
#include "protocol/topics.h"
#include "roles/relay/limits.h"

namespace picket::relay {

OutcomeWriter::OutcomeWriter(OutcomeLedger& ledger, ports::Log& log, LogHealth& health,
                             Telemetry& telemetry)
    : ledger_(ledger),
      log_(log),
      health_(health),
      telemetry_(telemetry),
      to_{std::string(protocol::kTopicOutcomes), 0},
      task_({kOutcomeFlushInterval, kOutcomeFlushInterval}, [this] { flush(); }) {}

bool OutcomeWriter::flush() {
  PICKET_MAY_BLOCK();
  const std::vector<protocol::OutcomeCount> counts = ledger_.take();
  std::span<const protocol::OutcomeCount> rest = counts;
  while (!rest.empty()) {
    const auto chunk = rest.first(std::min(rest.size(), protocol::kMaxOutcomeCounts));
    std::string message;
    protocol::encode(chunk, message);
    const auto appended = ports::append_and_wait(log_, to_, std::move(message));
    if (!appended) {
      health_.refused();
      telemetry_.outcomes_kept(appended.error());
      ledger_.put_back({rest.begin(), rest.end()});
      return false;
    }
    health_.took();
    telemetry_.outcomes_flushed(chunk.size());
    rest = rest.subspan(chunk.size());
  }
  return true;
}

}  // namespace picket::relay
