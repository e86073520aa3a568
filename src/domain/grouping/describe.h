// What components and variants are called where people read about them.
// Source: shared spec "grouping", section 2.
#pragma once

#include <string>
#include <string_view>

#include "domain/grouping/component.h"
#include "domain/grouping/variants.h"

namespace picket::domain::grouping {

/// As the API names it: "chained_exception".
std::string_view id_text(ComponentId id) noexcept;
std::string_view type_text(VariantType type) noexcept;

/// For people; empty for a component that is no concept of its own.
std::string_view component_name(ComponentId id) noexcept;

/// What a variant groups by, "in-app exception stacktrace": the names on the longest path of
/// contributing components, of several the last by alphabet. Empty when there are none.
std::string description(const Component& root);

/// The same for programs, "exception_stacktrace": of the strategy that contributes, or else of the
/// first. Empty without any.
std::string_view key(const Component& root) noexcept;

}  // namespace picket::domain::grouping
