// Which generation of the algorithm runs. Source: shared spec "grouping", section 0.
#pragma once

namespace picket::domain::grouping {

struct Config {
  /// Stack trace before type and value inside an exception (2023) instead of after them.
  bool stacktrace_first = false;
  /// A lone JavaScript frame is ignored when its path is a URL (2023, a bug kept) instead of when
  /// it is not.
  bool ignore_single_url_frame = false;
  /// Numbers in Python's multiprocessing spawn lines are replaced.
  bool rewrite_spawn_lines = true;
  /// `{{ x }}` with an unknown x stays as it is instead of becoming a placeholder.
  bool keep_unknown_variables = false;
};

/// newstyle:2026-01-20: what new events are grouped with.
inline constexpr Config kCurrent{};

/// newstyle:2023-01-11: what issues moved from an older Sentry were grouped with.
inline constexpr Config kSentry2023{.stacktrace_first = true,
                                    .ignore_single_url_frame = true,
                                    .rewrite_spawn_lines = false,
                                    .keep_unknown_variables = true};

}  // namespace picket::domain::grouping
