// The stack trace of the event itself, without an exception. Source: shared spec "grouping",
// section 9.6.
#include "domain/grouping/json_read.h"
#include "domain/grouping/stacktrace.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

ByVariant stacktrace_strategy(Run& run) {
  const boost::json::object* const stacktrace = object_at(*run.event.json, "stacktrace");
  if (stacktrace == nullptr) return {};
  const StacktraceComponents both =
      stacktrace_components(run.stacktraces.read(*stacktrace), run.config, run.arena);
  return {.app = both.app, .system = both.system};
}

}  // namespace picket::domain::grouping
