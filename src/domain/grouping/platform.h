// Platforms by how they behave. Source: shared spec "grouping", section 0.
#pragma once

#include <string_view>

#include "domain/stack_rules/family.h"

namespace picket::domain::grouping {

using stack_rules::Family;
using stack_rules::family_of;

/// Whether source lines of this platform are stable and near enough to tell frames apart.
constexpr bool has_context_lines(std::string_view platform) noexcept {
  for (std::string_view name : {"javascript", "node", "python", "php", "ruby"}) {
    if (platform == name) return true;
  }
  return false;
}

/// Whether a path came from the web. `file:` counts only when `files_count`.
constexpr bool has_url_origin(std::string_view path, bool files_count) noexcept {
  for (std::string_view scheme : {"http:", "https:", "applewebdata:", "blob:"}) {
    if (path.starts_with(scheme)) return true;
  }
  return files_count && path.starts_with("file:");
}

}  // namespace picket::domain::grouping
