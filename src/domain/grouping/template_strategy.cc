// Errors in a page template. Source: shared spec "grouping", section 9.7.
#include "domain/grouping/json_read.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {
namespace {

Component verbatim(ComponentId id, const Text& text) {
  return text ? leaf(id, *text) : Component{.id = id};
}

}  // namespace

ByVariant template_strategy(Run& run) {
  const boost::json::object* const source = object_at(*run.event.json, "template");
  if (source == nullptr) return {};
  const std::span<Component> parts = run.arena.make<Component>(2);
  parts[0] = verbatim(ComponentId::filename, text_at(*source, "filename"));
  parts[1] = verbatim(ComponentId::context_line, text_at(*source, "context_line"));
  return {.default_ = branch(ComponentId::template_, parts)};
}

}  // namespace picket::domain::grouping
