// Exceptions, alone, chained or grouped. Source: shared spec "grouping", sections 9.2 and 9.4.
#include <algorithm>
#include <span>
#include <vector>

#include "domain/grouping/exception.h"
#include "domain/grouping/exception_group.h"
#include "domain/grouping/main_exception.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {
namespace {

/// One variant of the chain: the exceptions that have it, in order.
std::optional<Component> chain(std::span<const ByVariant> exceptions,
                               std::span<const std::size_t> kept,
                               std::optional<Component> ByVariant::*variant, Arena& arena) {
  const std::span<Component> links = arena.make<Component>(kept.size());
  std::size_t count = 0;
  for (const std::size_t index : kept) {
    const std::optional<Component>& component = exceptions[index].*variant;
    if (component) links[count++] = *component;
  }
  if (count == 0) return std::nullopt;
  return branch(ComponentId::chained_exception, links.first(count));
}

}  // namespace

ByVariant exception_strategy(Run& run) {
  const std::span<const Exception> exceptions = run.event.exceptions;
  if (exceptions.empty()) return {};
  // Members of a group are compared, values and all.
  const bool any_group = std::any_of(exceptions.begin(), exceptions.end(),
                                     [](const Exception& exception) { return exception.is_group; });
  const Values values = run.explain || any_group ? Values::all : Values::where_they_count;
  std::vector<ByVariant> components;
  components.reserve(exceptions.size());
  for (const Exception& exception : exceptions) {
    components.push_back(exception_components(exception, run.config, values, run.arena));
  }
  if (exceptions.size() == 1) return components[0];

  const GroupFilter filter = filter_exception_group(run.event, components);
  run.main_exception_id = filter.main_exception_id;
  if (filter.kept.size() == 1) return components[filter.kept[0]];

  if (const auto id = override_main_exception(exceptions, filter.kept)) run.main_exception_id = id;
  return {.app = chain(components, filter.kept, &ByVariant::app, run.arena),
          .system = chain(components, filter.kept, &ByVariant::system, run.arena)};
}

}  // namespace picket::domain::grouping
