// Performance score profiles of the projects that the cases of normalize_inline are from: a case
// holds the event alone. Numbers are those of relay's tests of that name.
#pragma once

#include <string_view>
#include <vector>

#include "domain/normalize/performance_score.h"

namespace picket::conformance {

/// By the case's name without its module; empty for a case whose project has none.
std::vector<domain::ScoreProfile> score_profiles(std::string_view case_name);

}  // namespace picket::conformance
