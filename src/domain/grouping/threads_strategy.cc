// The thread that crashed, or else is current, or else is alone. Source: shared spec "grouping",
// section 9.5.
#include <array>
#include <cstddef>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "domain/grouping/json_read.h"
#include "domain/grouping/stacktrace.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

struct Threads {
  const json::object* chosen = nullptr;
  std::size_t crashed = 0;
  std::size_t current = 0;
  std::size_t total = 0;
};

Threads choose(const json::array& values) {
  Threads threads;
  const json::object* crashed = nullptr;
  const json::object* current = nullptr;
  const json::object* any = nullptr;
  for (const json::value& value : values) {
    const json::object* const thread = value.if_object();
    if (thread == nullptr) continue;
    any = thread;
    ++threads.total;
    if (flag_at(*thread, "crashed")) {
      crashed = thread;
      ++threads.crashed;
    }
    if (flag_at(*thread, "current")) {
      current = thread;
      ++threads.current;
    }
  }
  if (threads.crashed == 1) {
    threads.chosen = crashed;
  } else if (threads.current == 1) {
    threads.chosen = current;
  } else if (threads.total == 1) {
    threads.chosen = any;
  }
  return threads;
}

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
  const Threads threads = choose(*values);
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

  const std::span<const Frame> frames =
      read_frames(*stacktrace, run.event.platform, run.config, run.arena);
  const StacktraceComponents both = stacktrace_components(frames, run.config, run.arena);
  return {.app = wrap(both.app, run.arena), .system = wrap(both.system, run.arena)};
}

}  // namespace picket::domain::grouping
