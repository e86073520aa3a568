// What people decide about a project, a key or an option of theirs.
// Source: shared spec "api", sections 4.4 to 4.6 and 4.8.
#pragma once

#include <span>

#include "domain/settings/settings.h"

namespace picket::domain {

/// Members of a project in the API, besides its names, platform and origins.
std::span<const Setting> project_settings() noexcept;
/// Members of its `options`.
std::span<const Setting> project_options() noexcept;
/// The filters that a route of their own shows and changes.
std::span<const Setting> project_filters() noexcept;
/// Members of a client key.
std::span<const Setting> key_settings() noexcept;
/// Members of its `dynamicSdkLoaderOptions`.
std::span<const Setting> loader_options() noexcept;

}  // namespace picket::domain
