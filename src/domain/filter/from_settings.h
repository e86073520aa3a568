// The filters that a project's settings choose.
// Source: shared spec "api", sections 4.6 and 4.7.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/filter/config.h"
#include "domain/project/settings.h"

namespace picket::domain::filter {

/// Of a page of people: trimmed, without the empty ones. A text that is cut ends a line early.
std::vector<std::string> lines_of(std::string_view text);

FilterSettings settings_of(const SettingValues& settings);

}  // namespace picket::domain::filter
