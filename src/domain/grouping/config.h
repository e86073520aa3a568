// Which generation of the algorithm runs. Source: shared spec "grouping", section 0.
#pragma once

#include <array>
#include <string_view>

#include "domain/stack_rules/base.h"

namespace picket::domain::grouping {

struct Config {
  /// As Sentry names it.
  std::string_view id = "newstyle:2026-01-20";
  /// Stack trace before type and value inside an exception (2023) instead of after them.
  bool stacktrace_first = false;
  /// A lone JavaScript frame is ignored when its path is a URL (2023, a bug kept) instead of when
  /// it is not.
  bool ignore_single_url_frame = false;
  /// Numbers in Python's multiprocessing spawn lines are replaced.
  bool rewrite_spawn_lines = true;
  /// `{{ x }}` with an unknown x stays as it is instead of becoming a placeholder.
  bool keep_unknown_variables = false;
  /// Stack-trace rules that every event passes.
  stack_rules::Base base = stack_rules::Base::all_platforms_2026_01_20;
};

/// What new events are grouped with.
inline constexpr Config kCurrent{};

/// What issues moved from an older Sentry were grouped with.
inline constexpr Config kSentry2023{.id = "newstyle:2023-01-11",
                                    .stacktrace_first = true,
                                    .ignore_single_url_frame = true,
                                    .rewrite_spawn_lines = false,
                                    .keep_unknown_variables = true,
                                    .base = stack_rules::Base::all_platforms_2023_01_11};

/// Null for an id that is none.
constexpr const Config* find_config(std::string_view id) noexcept {
  constexpr std::array kConfigs{&kCurrent, &kSentry2023};
  for (const Config* config : kConfigs) {
    if (config->id == id) return config;
  }
  return nullptr;
}

}  // namespace picket::domain::grouping
