// The thread that crashed, or else is current, or else is alone. Source: shared spec "grouping",
// section 9.5.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "domain/grouping/json_read.h"
#include "domain/grouping/stacktrace.h"
#include "domain/grouping/strategy.h"
#include "domain/grouping/threads.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

Component wrap(const Component& stacktrace, Arena& arena) {
  const std::span<Component> child = arena.make<Component>(1);
  child[0] = stacktrace;
  return branch(ComponentId::threads, child);
}

ByVariant ignored(std::string_view why) {
  return {.app = Component{.id = ComponentId::threads, .hint = why}};
}

}  // namespace

ByVariant threads_strategy(Run& run) {
  const json::array* const values = values_at(*run.event.json, "threads");
  if (values == nullptr) return {};
  const Threads threads = choose_thread(*values);
  if (threads.total == 0) return {};
  if (threads.chosen == nullptr) {
    return ignored(run.arena.copy(fmt::format(
        "ignored because it contains neither a single thread nor multiple threads with exactly one "
        "crashing or current thread; instead contains {} crashing, {} current, and {} total "
        "threads",
        threads.crashed, threads.current, threads.total)));
  }
  const json::object* const stacktrace = object_at(*threads.chosen, "stacktrace");
  if (stacktrace == nullptr) return ignored("ignored because thread has no stacktrace");

  const StacktraceComponents both =
      stacktrace_components(run.stacktraces.read(*stacktrace), run.config, run.arena);
  return {.app = wrap(both.app, run.arena), .system = wrap(both.system, run.arena)};
}

}  // namespace picket::domain::grouping
