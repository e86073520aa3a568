#include <string>

#include "domain/grouping/frame_parts.h"
#include "domain/grouping/java_codegen.h"

namespace picket::domain::grouping {
namespace {

void clean_java(Component& part, Arena& arena) {
  constexpr std::string_view kLambda = "$$Lambda$";
  if (part.value.find(kLambda) != std::string_view::npos) part.ignore("ignored java lambda");
  if (const std::string_view prefix = reflection_accessor(part.value); !prefix.empty()) {
    part.rewrite(prefix, "removed reflection marker");
    return;
  }
  const std::string cleaned = clean_java_module(part.value);
  if (cleaned != part.value) part.rewrite(arena.copy(cleaned), "removed codegen marker");
}

}  // namespace

Component module_part(const Frame& frame, Arena& arena) {
  if (!frame.module) return {.id = ComponentId::module};
  Component part = leaf(ComponentId::module, *frame.module);
  if (frame.platform == "javascript") {
    // A bundler's path in place of a module name.
    const bool is_path = part.value.find('/') != std::string_view::npos && frame.abs_path &&
                         frame.abs_path->ends_with(part.value);
    if (is_path) part.ignore("ignored bad javascript module");
  } else if (frame.platform == "java") {
    clean_java(part, arena);
  }
  return part;
}

}  // namespace picket::domain::grouping
