// Stack-trace rules ready to be applied: patterns compiled, each kept once, rules split by phase.
// Source: shared spec "grouping", sections 13.2, 13.5 and 13.6.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/rule_glob/glob.h"
#include "domain/rule_glob/glob_index.h"
#include "domain/stack_rules/family.h"
#include "domain/stack_rules/parse.h"
#include "domain/stack_rules/rule.h"

namespace picket::domain::stack_rules {

enum class Origin : std::uint8_t { built_in, custom };

/// What an explanation says about a rule.
struct RuleName {
  std::string text;  ///< to_text() of the rule in its phase.
  Origin origin = Origin::custom;
  /// "marked in-app by ...", "un-ignored by ...": of a frame for which the rule set a flag, and
  /// took it away. Ready, since most frames have one.
  std::string on;
  std::string off;
};

/// "built-in stack trace rule (...)".
std::string to_string(const RuleName& name);

/// A pattern that rules ask for. Which frames it matches is a column.
struct Column {
  Matcher::Field field = Matcher::Field::function;
  /// None where the pattern cannot be read: it never matches.
  std::unique_ptr<const rule_glob::Glob> glob{};
  Families families = 0;      ///< Of a family matcher.
  std::optional<bool> app{};  ///< Of an app matcher; nullopt never matches.
};

struct Condition {
  std::uint16_t column = 0;
  bool negated = false;
};

/// A rule in one of its phases.
struct CompiledRule {
  Families families = kAllFamilies;  ///< It matches no frame of another one.
  std::optional<Condition> caller{};
  std::optional<Condition> callee{};
  std::vector<Condition> conditions{};
  std::vector<Action> actions{};  ///< Of the phase.
  RuleName name{};
};

/// The rules of one phase, in the order in which they apply.
struct PhaseRules {
  std::vector<CompiledRule> rules;
  /// For each column the rules that match nothing unless it does. Few columns match a stack trace,
  /// so nearly all rules need not be looked at.
  std::vector<std::vector<std::uint16_t>> guarded_by;
  std::vector<std::uint16_t> unguarded;  ///< All others.
};

/// Immutable; any thread.
class RuleSet {
 public:
  static Result<std::shared_ptr<const RuleSet>, RuleError> compile(std::string_view text,
                                                                   Origin origin);

  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  const std::vector<Column>& columns() const noexcept { return columns_; }
  const PhaseRules& rules(Phase phase) const noexcept {
    return phase == Phase::classify ? classify_ : contribute_;
  }
  /// Columns of a field that some rule may ask for at frames of the family; of function, module,
  /// path and package.
  const rule_glob::GlobIndex& index(Matcher::Field field, Family family) const noexcept;
  /// Columns about the exception and about families, which are the same for many frames.
  const std::vector<std::uint16_t>& other_columns() const noexcept { return other_columns_; }

 private:
  friend class RuleSetBuilder;
  static constexpr std::size_t kIndexedFields = 4;

  RuleSet() = default;

  std::vector<Column> columns_;
  std::vector<std::uint16_t> other_columns_;
  std::array<std::array<rule_glob::GlobIndex, kFamilies>, kIndexedFields> indexes_;
  PhaseRules classify_;
  PhaseRules contribute_;
};

}  // namespace picket::domain::stack_rules
