// What rules make of one stack trace. Source: shared spec "grouping", sections 13.4 to 13.6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "domain/stack_rules/frame_set.h"
#include "domain/stack_rules/rule_set.h"

namespace picket::domain::stack_rules {

/// A longer category is none: names of rules are words.
inline constexpr std::size_t kMaxCategoryBytes = 256;

using Text = std::optional<std::string_view>;

/// A frame as rules see it. Views.
struct FrameFacts {
  Text function{};  ///< Trimmed.
  Text module{};
  Text path{};  ///< abs_path, or else filename.
  Text package{};
  Text category{};  ///< As sent.
  Family family = Family::other;
  std::optional<bool> in_app{};  ///< As sent.
};

/// Of the exception that the stack trace is of; empty for others.
struct ExceptionFacts {
  Text type{};
  Text value{};
  Text mechanism{};
};

/// What became of a frame. Views into the facts and the rule sets.
struct FrameMarks {
  std::optional<bool> in_app{};
  bool in_app_changed = false;         ///< At some time, by a rule.
  const RuleName* app_rule = nullptr;  ///< The last that set in_app.
  Text category{};
  std::optional<bool> group{};           ///< Whether it counts for grouping; nullopt: no rule says.
  bool group_flipped = false;            ///< Rules said the opposite before.
  const RuleName* group_rule = nullptr;  ///< The first of those that agree on `group` at the end.
};

/// A variable of the stack trace: the last rule that matches a frame and sets it wins.
struct Limit {
  std::uint32_t frames = 0;  ///< 0: none.
  const RuleName* rule = nullptr;
};

struct StacktraceMarks {
  Limit max_frames;
  Limit min_frames;
  bool invert = false;  ///< Kept; changes no hash.
};

/// Applies the rules of all sets, in order: the base first, then a project's own. `frames` are in
/// payload order (callers first), at most kMostFrames, and `marks` as many. Pure.
StacktraceMarks apply_rules(std::span<const RuleSet* const> sets, const ExceptionFacts& exception,
                            std::span<const FrameFacts> frames, std::span<FrameMarks> marks);

}  // namespace picket::domain::stack_rules
