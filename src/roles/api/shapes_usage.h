// How the counts of what was sent look in answers. Beside usage_series.h and stats_range.h.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kUsageSeries;
extern const ObjectShape kUsageSummary;
extern const ObjectShape kKeyCounts;

}  // namespace picket::api
