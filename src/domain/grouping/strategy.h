// What every strategy is: an event's interface in, one component per variant out.
// Source: shared spec "grouping", sections 4 and 9.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"
#include "domain/grouping/config.h"
#include "domain/grouping/event.h"
#include "domain/grouping/settings.h"
#include "domain/grouping/stacktrace_reader.h"

namespace picket::domain::grouping {

/// Variants in the order of their hashes; a variant that the strategy does not have is empty.
struct ByVariant {
  std::optional<Component> app{};  ///< Has priority: system goes when its hash is the same.
  std::optional<Component> default_{};
  std::optional<Component> system{};
};

/// What one run carries from strategy to strategy.
struct Run {
  const Event& event;
  const Config& config;
  Arena& arena;
  const GroupingSettings& settings;
  StacktraceReader& stacktraces;
  /// Whether texts that no hash can depend on are wanted all the same.
  bool explain = false;
  /// Which exception is the event's own, where it is not the last one. Concerns its title.
  std::optional<std::int64_t> main_exception_id{};
};

ByVariant exception_strategy(Run& run);   // 9.1 to 9.4
ByVariant threads_strategy(Run& run);     // 9.5
ByVariant stacktrace_strategy(Run& run);  // 9.6
ByVariant template_strategy(Run& run);    // 9.7
ByVariant csp_strategy(Run& run);         // 9.8, and the three below
ByVariant hpkp_strategy(Run& run);
ByVariant expect_staple_strategy(Run& run);
ByVariant expect_ct_strategy(Run& run);
ByVariant message_strategy(Run& run);  // 9.9

}  // namespace picket::domain::grouping
