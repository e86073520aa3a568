#include "domain/stack_rules/rule_set.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace picket::domain::stack_rules {
namespace {

using Field = Matcher::Field;

bool is_indexed(Field field) noexcept {
  return field >= Field::function && field <= Field::package;
}
std::size_t place_of(Field field) noexcept {
  return static_cast<std::size_t>(field) - static_cast<std::size_t>(Field::function);
}

std::optional<bool> app_value(std::string_view text) noexcept {
  if (text == "1" || text == "true" || text == "yes") return true;
  if (text == "0" || text == "false" || text == "no") return false;
  return std::nullopt;
}

}  // namespace

std::string to_string(const RuleName& name) {
  return fmt::format("{} stack trace rule ({})",
                     name.origin == Origin::built_in ? "built-in" : "custom", name.text);
}

/// Puts the rules of one text together.
class RuleSetBuilder {
 public:
  explicit RuleSetBuilder(Origin origin) : origin_(origin), set_(new RuleSet) {}

  /// The error is about the rule's patterns.
  Result<void, std::string> add(const Rule& rule) {
    CompiledRule compiled;
    for (const Matcher& matcher : rule.matchers) {
      if (matcher.field == Field::family && !matcher.negated) {
        compiled.families &= families_of_list(matcher.pattern);
      }
    }
    for (const Matcher& matcher : rule.matchers) {
      const auto condition = add_matcher(matcher, compiled.families);
      if (!condition) return unexpected(condition.error());
      compiled.conditions.push_back(*condition);
    }
    // A neighbour may be of any family.
    for (const auto& [from, to] :
         {std::pair{&rule.caller, &compiled.caller}, std::pair{&rule.callee, &compiled.callee}}) {
      if (!*from) continue;
      const auto condition = add_matcher(**from, kAllFamilies);
      if (!condition) return unexpected(condition.error());
      *to = *condition;
    }
    for (const Phase phase : {Phase::classify, Phase::contribute}) add_phase(rule, compiled, phase);
    return {};
  }

  std::shared_ptr<const RuleSet> finish() {
    for (std::size_t i = 0; i < set_->columns_.size(); ++i) {
      const Column& column = set_->columns_[i];
      const auto id = static_cast<std::uint16_t>(i);
      if (is_about_exception(column.field) || column.field == Field::family) {
        set_->other_columns_.push_back(id);
      }
      if (!is_indexed(column.field) || !column.glob) continue;
      for (std::size_t family = 0; family < kFamilies; ++family) {
        if ((asked_by_[i] & only(static_cast<Family>(family))) == 0) continue;
        set_->indexes_[place_of(column.field)][family].add(*column.glob, id);
      }
    }
    for (auto& by_family : set_->indexes_) {
      for (rule_glob::GlobIndex& index : by_family) index.build();
    }
    for (PhaseRules* phase : {&set_->classify_, &set_->contribute_}) guard(*phase);
    return std::shared_ptr<const RuleSet>(std::move(set_));
  }

 private:
  Result<Condition, std::string> add_matcher(const Matcher& matcher, Families families) {
    const auto [known, is_new] = by_pattern_.try_emplace(
        {matcher.field, matcher.pattern}, static_cast<std::uint16_t>(set_->columns_.size()));
    if (is_new) {
      auto column = make_column(matcher);
      if (!column) return unexpected(std::move(column.error()));
      set_->columns_.push_back(*std::move(column));
      asked_by_.push_back(0);
    }
    asked_by_[known->second] = static_cast<Families>(asked_by_[known->second] | families);
    return Condition{known->second, matcher.negated};
  }

  static Result<Column, std::string> make_column(const Matcher& matcher) {
    // Columns are numbered by 16 bits; matchers of the longest text are fewer.
    static_assert(kMaxRulesChars <= std::numeric_limits<std::uint16_t>::max() + std::size_t{1});
    Column column{.field = matcher.field};
    if (matcher.field == Field::family) {
      column.families = families_of_list(matcher.pattern);
      return column;
    }
    if (matcher.field == Field::app) {
      column.app = app_value(matcher.pattern);
      return column;
    }
    const bool is_path = matcher.field == Field::path || matcher.field == Field::package;
    auto glob = rule_glob::Glob::compile(matcher.pattern, {.path = is_path});
    if (glob) {
      column.glob = std::make_unique<const rule_glob::Glob>(*std::move(glob));
    } else if (is_about_exception(matcher.field) ||
               glob.error() == rule_glob::GlobError::too_complex) {
      return unexpected(fmt::format("\"{}\": {}", matcher.pattern, to_string(glob.error())));
    }
    return column;
  }

  /// Only what no rule can change may stand guard.
  void guard(PhaseRules& phase) const {
    phase.guarded_by.resize(set_->columns_.size());
    for (std::size_t i = 0; i < phase.rules.size(); ++i) {
      const std::vector<Condition>& conditions = phase.rules[i].conditions;
      const auto guard =
          std::find_if(conditions.begin(), conditions.end(), [this](const Condition& condition) {
            return !condition.negated && is_indexed(set_->columns_[condition.column].field);
          });
      auto& rules = guard == conditions.end() ? phase.unguarded : phase.guarded_by[guard->column];
      rules.push_back(static_cast<std::uint16_t>(i));
    }
  }

  void add_phase(const Rule& rule, CompiledRule compiled, Phase phase) {
    for (const Action& action : rule.actions) {
      if (phase_of(action.kind) == phase) compiled.actions.push_back(action);
    }
    if (compiled.actions.empty()) return;
    compiled.name = name_of(to_text(rule, phase), phase);
    PhaseRules& rules = phase == Phase::classify ? set_->classify_ : set_->contribute_;
    rules.rules.push_back(std::move(compiled));
  }

  RuleName name_of(std::string text, Phase phase) const {
    RuleName name{std::move(text), origin_, {}, {}};
    const bool classifies = phase == Phase::classify;
    name.on = (classifies ? "marked in-app by " : "un-ignored by ") + to_string(name);
    name.off = (classifies ? "marked out of app by " : "ignored by ") + to_string(name);
    return name;
  }

  Origin origin_;
  std::unique_ptr<RuleSet> set_;
  std::map<std::pair<Field, std::string>, std::uint16_t> by_pattern_;
  std::vector<Families> asked_by_;  ///< For each column.
};

Result<std::shared_ptr<const RuleSet>, RuleError> RuleSet::compile(std::string_view text,
                                                                   Origin origin) {
  const auto rules = parse_rules(text);
  if (!rules) return unexpected(rules.error());
  RuleSetBuilder builder(origin);
  for (const ParsedRule& parsed : *rules) {
    auto added = builder.add(parsed.rule);
    if (!added) return unexpected(RuleError{parsed.line, 1, std::move(added.error())});
  }
  return builder.finish();
}

const rule_glob::GlobIndex& RuleSet::index(Matcher::Field field, Family family) const noexcept {
  return indexes_[place_of(field)][static_cast<std::size_t>(family)];
}

}  // namespace picket::domain::stack_rules
