#include "domain/grouping/describe.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace picket::domain::grouping {
namespace {

using Names = std::vector<std::string_view>;

/// Longer is better, then later by alphabet.
bool is_better(const Names& a, const Names& b) noexcept {
  return a.size() != b.size() ? a.size() > b.size() : a > b;
}

void find_best_path(const Component& component, Names& path, Names& best) {
  const std::string_view name = component_name(component.id);
  if (!name.empty()) path.push_back(name);
  if (is_better(path, best)) best = path;
  for (const Component& child : component.children) {
    if (child.contributes) find_best_path(child, path, best);
  }
  if (!name.empty()) path.pop_back();
}

/// Below a component, whatever its own contribution.
bool has_contributing(const Component& component, ComponentId id) noexcept {
  return std::any_of(component.children.begin(), component.children.end(),
                     [id](const Component& child) {
                       return child.contributes && (child.id == id || has_contributing(child, id));
                     });
}

struct ExceptionKeys {
  std::string_view stacktrace;
  std::string_view message;
  std::string_view ns_error;
  std::string_view type;
};
constexpr ExceptionKeys kOne{"exception_stacktrace", "exception_message", "ns_error",
                             "exception_type"};
constexpr ExceptionKeys kChain{"chained_exception_stacktrace", "chained_exception_message",
                               "chained_ns_error", "chained_exception_type"};

std::string_view exception_key(const Component& component, const ExceptionKeys& keys) noexcept {
  if (has_contributing(component, ComponentId::frame)) return keys.stacktrace;
  if (has_contributing(component, ComponentId::value)) return keys.message;
  if (has_contributing(component, ComponentId::ns_error)) return keys.ns_error;
  return keys.type;
}

std::string_view strategy_key(const Component& component) noexcept {
  switch (component.id) {
    case ComponentId::exception:
      return exception_key(component, kOne);
    case ComponentId::chained_exception:
      return exception_key(component, kChain);
    case ComponentId::threads:
      return "thread_stacktrace";
    case ComponentId::csp:
      return has_contributing(component, ComponentId::violation) ? "csp_local_script_violation"
                                                                 : "csp_url";
    default:
      return id_text(component.id);
  }
}

}  // namespace

std::string_view id_text(ComponentId id) noexcept {
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
  return "";
}

std::string_view component_name(ComponentId id) noexcept {
  constexpr std::pair<ComponentId, std::string_view> kNames[] = {
      {ComponentId::app, "in-app"},
      {ComponentId::exception, "exception"},
      {ComponentId::stacktrace, "stacktrace"},
      {ComponentId::threads, "thread"},
      {ComponentId::hostname, "hostname"},
      {ComponentId::violation, "violation"},
      {ComponentId::uri, "URL"},
      {ComponentId::message, "message"},
      {ComponentId::template_, "template"},
  };
  for (const auto& [known, name] : kNames) {
    if (known == id) return name;
  }
  return "";
}

std::string_view type_text(VariantType type) noexcept {
  switch (type) {
    case VariantType::component:
      return "component";
    case VariantType::salted_component:
      return "salted_component";
    case VariantType::custom_fingerprint:
      return "custom_fingerprint";
    case VariantType::checksum:
      return "checksum";
    case VariantType::hashed_checksum:
      return "hashed_checksum";
    case VariantType::fallback:
      return "fallback";
  }
  return "";
}

std::string description(const Component& root) {
  Names path;
  Names best;
  find_best_path(root, path, best);
  std::string text;
  for (const std::string_view name : best) {
    if (!text.empty()) text += ' ';
    text += name;
  }
  return text;
}

std::string_view key(const Component& root) noexcept {
  if (root.children.empty()) return "";
  const auto winner = std::find_if(root.children.begin(), root.children.end(),
                                   [](const Component& child) { return child.contributes; });
  return strategy_key(winner == root.children.end() ? root.children.front() : *winner);
}

}  // namespace picket::domain::grouping
