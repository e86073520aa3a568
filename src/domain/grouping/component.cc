#include "domain/grouping/component.h"

#include <algorithm>

namespace picket::domain::grouping {

std::string_view to_string(ComponentId id) noexcept {
  switch (id) {
    case ComponentId::app:
      return "app";
    case ComponentId::system:
      return "system";
    case ComponentId::default_:
      return "default";
    case ComponentId::chained_exception:
      return "chained_exception";
    case ComponentId::exception:
      return "exception";
    case ComponentId::type:
      return "type";
    case ComponentId::value:
      return "value";
    case ComponentId::ns_error:
      return "ns_error";
    case ComponentId::domain:
      return "domain";
    case ComponentId::code:
      return "code";
    case ComponentId::stacktrace:
      return "stacktrace";
    case ComponentId::frame:
      return "frame";
    case ComponentId::module:
      return "module";
    case ComponentId::filename:
      return "filename";
    case ComponentId::function:
      return "function";
    case ComponentId::context_line:
      return "context_line";
    case ComponentId::threads:
      return "threads";
    case ComponentId::message:
      return "message";
    case ComponentId::template_:
      return "template";
    case ComponentId::csp:
      return "csp";
    case ComponentId::hpkp:
      return "hpkp";
    case ComponentId::expect_ct:
      return "expect_ct";
    case ComponentId::expect_staple:
      return "expect_staple";
    case ComponentId::salt:
      return "salt";
    case ComponentId::violation:
      return "violation";
    case ComponentId::uri:
      return "uri";
    case ComponentId::hostname:
      return "hostname";
  }
  return {};
}

Component leaf(ComponentId id, std::string_view text) noexcept {
  return {.id = id, .contributes = true, .has_value = true, .value = text};
}

Component branch(ComponentId id, std::span<Component> children) noexcept {
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
