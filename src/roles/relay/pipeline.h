// The path of one request through the relay: which stages it passes, and what they decide.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "roles/relay/intake.h"
#include "roles/relay/ready_message.h"
#include "roles/relay/request_stages.h"

namespace picket::relay {

struct Decision {
  enum class Kind : std::uint8_t {
    answer,             ///< 200: everything is accounted for, or handed to `messages`.
    wait_for_projects,  ///< Decide again when the project configuration is up to date.
  };
  Kind kind = Kind::answer;
  std::vector<ReadyMessage> messages;
};

/// Runs the stages from `intake.next_stage` on. A rejected request is accounted for already. Takes
/// no locks but for moments, never blocks, and costs about 10 us per KB of the event: see
/// kInlineBytes.
Result<Decision, Rejection> decide(Intake& intake, const StageContext& context,
                                   Telemetry& telemetry);

}  // namespace picket::relay
