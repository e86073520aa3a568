#include "domain/grouping/frame_component.h"

#include "domain/grouping/frame_parts.h"

namespace picket::domain::grouping {
namespace {

constexpr std::size_t kModule = 0;
constexpr std::size_t kFilename = 1;
constexpr std::size_t kFunction = 2;
constexpr std::size_t kContextLine = 3;

template <class... Names>
bool is_one_of(std::string_view text, Names... names) noexcept {
  return ((text == names) || ...);
}

/// What engines report for code that has no useful name. The frame's own contribution was decided
/// before, so a frame may contribute although all of its parts are ignored here.
void apply_javascript_rules(const Frame& frame, Component& component,
                            Component& function) noexcept {
  const std::string_view raw = frame.raw_function.value_or(std::string_view{});
  std::string_view name = raw.empty() ? frame.function.value_or(std::string_view{}) : raw;
  name = name.substr(name.rfind('.') + 1);

  if (name.empty()) {
    function.contributes = false;
  } else if (is_one_of(name, "?", "<anonymous function>", "<anonymous>", "Anonymous function") ||
             name.ends_with("/<")) {
    function.ignore("ignored unknown function name");
  }
  const bool generated_path =
      frame.abs_path &&
      is_one_of(*frame.abs_path, "[native code]", "native code", "eval code", "<anonymous>");
  if (name == "eval" || generated_path) component.ignore("ignored low quality javascript frame");
}

}  // namespace

Component frame_component(const Frame& frame, Arena& arena) {
  const bool with_line = has_context_line(frame);
  const std::span<Component> parts = arena.make<Component>(with_line ? 4 : 3);
  parts[kModule] = module_part(frame, arena);
  parts[kFilename] = filename_part(frame, arena);
  if (parts[kModule].contributes && parts[kFilename].contributes) {
    parts[kFilename].ignore("ignored because module takes precedence");
  }
  if (with_line) parts[kContextLine] = context_line_part(frame, arena);
  parts[kFunction] = function_part(frame, with_line ? &parts[kContextLine] : nullptr);

  Component component = branch(ComponentId::frame, parts);
  if (frame.family == Family::javascript)
    apply_javascript_rules(frame, component, parts[kFunction]);
  return component;
}

}  // namespace picket::domain::grouping
