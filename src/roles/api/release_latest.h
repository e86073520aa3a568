// The latest release of a project. Source: shared spec "issues", sections 3 and 4.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ports/releases.h"
#include "roles/api/call.h"

namespace picket::api {

/// The newest releases by date, among which the greatest version is looked for.
inline constexpr std::size_t kNewestReleases = 100;

/// Newest first. `environments`: seen in one of them; none: any.
Answer<std::vector<ports::Release>> newest_releases(const Call& call, ProjectId project,
                                                    std::vector<std::string> environments = {});
/// The greatest version, or the newest where versions do not tell. `newest` is not empty.
std::string greatest_release(const std::vector<ports::Release>& newest);

}  // namespace picket::api
