// Gauges of the whole process and of its stores, read when somebody reads the metrics page.
#pragma once

#include "app/admin/context.h"
#include "obs/metrics.h"

namespace picket::app {

/// `context` outlives the registry's readers. What costs a store's time is measured at most every
/// ten seconds, however often the page is read.
void register_gauges(obs::Registry& metrics, AdminContext& context);

}  // namespace picket::app
