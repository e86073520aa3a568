// The texts of data/, compiled in. For base.cc.
#pragma once

#include <string_view>

namespace picket::domain::stack_rules::data {

std::string_view all_platforms_2023_01_11() noexcept;
std::string_view all_platforms_2026_01_20() noexcept;

}  // namespace picket::domain::stack_rules::data
