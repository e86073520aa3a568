// What a stack-trace rule says. Source: shared spec "grouping", sections 13.1, 13.2, 13.4, 13.7.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::stack_rules {

struct Matcher {
  /// In the order in which a rule is printed: what is about the exception comes first.
  enum class Field : std::uint8_t {
    type,
    value,
    mechanism,
    function,
    module,
    path,
    package,
    category,
    family,
    app,
  };
  Field field = Field::function;
  bool negated = false;
  std::string pattern;

  bool operator==(const Matcher&) const = default;
};

constexpr bool is_about_exception(Matcher::Field field) noexcept {
  return field <= Matcher::Field::mechanism;
}

struct Action {
  enum class Kind : std::uint8_t {
    app,
    group,
    category,
    max_frames,
    min_frames,
    invert_stacktrace
  };
  /// Which frames a flag is for.
  enum class Range : std::uint8_t {
    this_frame,
    callees,  ///< `^`: all after it, towards the crash.
    callers,  ///< `v`: all before it.
  };
  Kind kind = Kind::app;
  Range range = Range::this_frame;
  bool flag = false;         ///< Of app, group and invert_stacktrace.
  std::uint32_t number = 0;  ///< Of max_frames and min_frames.
  std::string category;

  bool operator==(const Action&) const = default;
};

/// Frames are classified before any is taken for grouping or not: a rule with actions of both kinds
/// is two.
enum class Phase : std::uint8_t { classify, contribute };

constexpr Phase phase_of(Action::Kind kind) noexcept {
  return kind == Action::Kind::app || kind == Action::Kind::category ? Phase::classify
                                                                     : Phase::contribute;
}

struct Rule {
  std::optional<Matcher> caller;  ///< `[ m ] |`: of the frame before.
  std::vector<Matcher> matchers;  ///< Never empty.
  std::optional<Matcher> callee;  ///< `| [ m ]`: of the frame after.
  std::vector<Action> actions;    ///< Never empty.

  bool operator==(const Rule&) const = default;
};

/// As the rule is named in explanations: short names, single blanks, and of its actions only those
/// of the phase. For people: brackets are printed tight, which does not read back.
std::string to_text(const Rule& rule, Phase phase);

}  // namespace picket::domain::stack_rules
