// The inbound filters of the projects of a snapshot.
#pragma once

#include <vector>

#include "domain/filter/generic_filters.h"
#include "domain/project/config.h"

namespace picket::relay {

/// Sets `filters` of each. Projects with the same settings share one object, also with those of the
/// snapshot before, so that a change of one project costs no more than that project. `before` may
/// be null, and was made with the same `global`.
void compile_filters(std::vector<domain::ProjectConfig>& projects,
                     const domain::filter::GenericFilters& global,
                     const domain::ProjectSnapshot* before);

}  // namespace picket::relay
