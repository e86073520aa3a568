// The stages that ask quotas. Their place among the others is in pipeline.cc.
#pragma once

#include "domain/project/config.h"
#include "roles/relay/event_stages.h"
#include "roles/relay/item_stages.h"
#include "roles/relay/request_stages.h"

namespace picket::relay {

/// Drops what is known to be over a limit, and notes what the SDK is to be told: the answer is then
/// 429, whatever becomes of the other items. Takes from no counter.
StageResult check_limits(Intake& intake, const StageContext& context);

/// Counts an event and what belongs to it. What is refused here is told with the next answer only:
/// the SDK could not know. Source: shared spec "ingest", section 4.3.
EventResult take_quota(EventWork& work, const domain::ProjectConfig& project);

/// Counts an item of its own; what belongs to an event has been counted with it.
ItemResult take_item_quota(ItemWork& work, const domain::ProjectConfig& project);

}  // namespace picket::relay
