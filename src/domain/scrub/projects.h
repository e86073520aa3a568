// The scrubbing of projects from what they and their organizations decided.
// Source: shared spec "api", sections 3 and 4.4; names of settings as there.
#pragma once

#include <memory>
#include <vector>

#include "domain/project/config.h"
#include "domain/scrub/scrub.h"

namespace picket::domain::scrub {

/// What the switches of a project say; those of its organization can only add: what the whole
/// organization scrubs no project keeps.
DataScrubbing scrubbing_of(const ProjectConfig& project);

/// Fills in `scrubbing`. Projects with equal settings share one, also with those of `before`, the
/// snapshot that is replaced; null: none.
void compile_scrubbing(std::vector<ProjectConfig>& projects, const ProjectSnapshot* before);

/// Of a project whose settings nobody compiled: the defaults.
const ScrubConfig& default_scrubbing();

}  // namespace picket::domain::scrub
