// How tables and charts of events look. Beside discover_cells.cc, discover_stats.cc and
// discover_facets.cc, which write them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kDiscoverTable;
extern const ObjectShape kFlatDiscoverTable;
extern const ObjectShape kEventTotal;
extern const ObjectShape kFacet;
extern const ObjectShape kTimeseries;
extern const ObjectShape kDiscoverEvent;

}  // namespace picket::api
