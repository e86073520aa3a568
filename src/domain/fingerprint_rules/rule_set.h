// Fingerprint rules ready to be asked about events. Source: shared spec "grouping", section 12.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/fingerprint_rules/facts.h"
#include "domain/fingerprint_rules/parse.h"
#include "domain/fingerprint_rules/rule.h"
#include "domain/rule_glob/glob.h"
#include "domain/stack_rules/family.h"

namespace picket::domain::fingerprint_rules {

/// Immutable; any thread.
class RuleSet {
 public:
  static Result<std::shared_ptr<const RuleSet>, RuleError> compile(std::string_view text);

  /// Whether any rule could match an event of the family, whatever else it holds: a cheap question
  /// before the facts are put together.
  bool may_match(stack_rules::Family family) const noexcept;
  /// The first rule that matches, or null. A rule matches when each kind of thing that it speaks of
  /// (exceptions, frames, the message, tags ...) has one thing that satisfies all matchers of that
  /// kind, each negated or not.
  const Rule* find(const EventFacts& event) const;

 private:
  struct Condition {
    Matcher::Key key = Matcher::Key::type;
    bool negated = false;
    std::string tag;
    std::unique_ptr<const rule_glob::Glob> glob;  ///< None: never matches. Of texts and paths.
    stack_rules::Families families = 0;
    std::vector<std::string> names;  ///< Of SDKs.
    std::optional<bool> app;
  };
  struct CompiledRule {
    Rule rule;
    stack_rules::Families families = stack_rules::kAllFamilies;
    std::vector<Condition> conditions;
  };
  /// What conditions are about: all of one kind have to hold for one thing.
  struct Item;

  RuleSet() = default;
  static Result<Condition, std::string> make_condition(const Matcher& matcher);
  static bool holds(const Condition& condition, const Item& item);
  static bool matches(const CompiledRule& rule, const EventFacts& event);

  std::vector<CompiledRule> rules_;
};

}  // namespace picket::domain::fingerprint_rules
