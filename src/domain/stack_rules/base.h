// The rules that are built in. Source: shared spec "grouping", section 14.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "domain/stack_rules/rule_set.h"

namespace picket::domain::stack_rules {

enum class Base : std::uint8_t {
  all_platforms_2023_01_11,
  all_platforms_2026_01_20,  ///< For new events.
};

/// "all-platforms:2026-01-20".
std::string_view name_of(Base base) noexcept;
/// As it is written in the repository.
std::string_view text_of(Base base) noexcept;

/// Compiled on first use (2 ms), then shared. Any thread.
std::shared_ptr<const RuleSet> built_in_rules(Base base);

}  // namespace picket::domain::stack_rules
