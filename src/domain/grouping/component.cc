#include "domain/grouping/component.h"

#include <algorithm>

namespace picket::domain::grouping {

Component leaf(ComponentId id, std::string_view text) noexcept {
  return {.id = id, .contributes = true, .has_value = true, .value = text};
}

Component branch(ComponentId id, std::span<const Component> children) noexcept {
  const bool contributes = std::any_of(children.begin(), children.end(),
                                       [](const Component& child) { return child.contributes; });
  return {.id = id, .contributes = contributes, .children = children};
}

void append_leaves(const Component& root, std::string& out) {
  if (!root.contributes) return;
  out += root.value;
  for (const Component& child : root.children) append_leaves(child, out);
}

bool has_contributing_stacktrace(const Component& root) noexcept {
  return std::any_of(root.children.begin(), root.children.end(), [](const Component& child) {
    if (!child.contributes) return false;
    return child.id == ComponentId::stacktrace || has_contributing_stacktrace(child);
  });
}

bool same(const Component& a, const Component& b) noexcept {
  return a.id == b.id && a.contributes == b.contributes && a.has_value == b.has_value &&
         a.hint == b.hint && a.value == b.value &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                    same);
}

}  // namespace picket::domain::grouping
