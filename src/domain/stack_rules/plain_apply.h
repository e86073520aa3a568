// For tests: rules applied as the specification tells it, frame by frame and rule by rule, to
// compare apply_rules() with. Source: shared spec "grouping", sections 13.2 and 13.4 to 13.6.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/stack_rules/apply.h"
#include "domain/stack_rules/parse.h"

namespace picket::domain::stack_rules {

class PlainApply {
 public:
  struct Frame {
    std::optional<bool> in_app;
    std::optional<std::string> category;
    std::optional<bool> group;
  };

  PlainApply(const ExceptionFacts& exception, std::span<const FrameFacts> facts)
      : exception_(exception), facts_(facts), frames_(facts.size()) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
      frames_[i].in_app = facts[i].in_app;
      if (facts[i].category) frames_[i].category = *facts[i].category;
    }
  }

  void run(const std::vector<ParsedRule>& rules) {
    for (const Phase phase : {Phase::classify, Phase::contribute}) {
      for (const ParsedRule& parsed : rules) apply(parsed.rule, phase);
    }
  }

  const std::vector<Frame>& frames() const { return frames_; }
  std::uint32_t max_frames = 0;
  std::uint32_t min_frames = 0;
  bool invert = false;

 private:
  bool globs(const Matcher& matcher, const Text& text, bool is_path) const {
    const auto [known, is_new] = globs_.try_emplace({matcher.pattern, is_path});
    if (is_new) {
      auto compiled = rule_glob::Glob::compile(matcher.pattern, {.path = is_path});
      if (compiled) known->second = std::make_unique<const rule_glob::Glob>(*std::move(compiled));
    }
    const rule_glob::Glob* const glob = known->second.get();
    if (glob == nullptr || !text) return false;
    if (!is_path) return glob->matches(*text);
    std::string path;
    rule_glob::write_path(*text, path);
    return glob->matches_path(path);
  }

  bool matches_as_written(const Matcher& matcher, std::size_t i) const {
    const FrameFacts& facts = facts_[i];
    const std::string& pattern = matcher.pattern;
    switch (matcher.field) {
      case Matcher::Field::type:
        return globs(matcher, exception_.type.value_or("<unknown>"), false);
      case Matcher::Field::value:
        return globs(matcher, exception_.value.value_or("<unknown>"), false);
      case Matcher::Field::mechanism:
        return globs(matcher, exception_.mechanism.value_or("<unknown>"), false);
      case Matcher::Field::function:
        return globs(matcher, facts.function, false);
      case Matcher::Field::module:
        return globs(matcher, facts.module, false);
      case Matcher::Field::path:
        return globs(matcher, facts.path, true);
      case Matcher::Field::package:
        return globs(matcher, facts.package, true);
      case Matcher::Field::category: {
        const auto& category = frames_[i].category;
        const bool is_short = category && category->size() <= kMaxCategoryBytes;
        return globs(matcher, is_short ? Text(*category) : Text(), false);
      }
      case Matcher::Field::family:
        return (families_of_list(pattern) & only(facts.family)) != 0;
      case Matcher::Field::app:
        if (pattern == "1" || pattern == "true" || pattern == "yes") {
          return frames_[i].in_app.value_or(false);
        }
        return (pattern == "0" || pattern == "false" || pattern == "no") &&
               !frames_[i].in_app.value_or(false);
    }
    return false;
  }
  bool matches(const Matcher& matcher, std::size_t i) const {
    return matches_as_written(matcher, i) != matcher.negated;
  }
  bool matches(const Rule& rule, std::size_t i) const {
    for (const Matcher& matcher : rule.matchers) {
      if (!matches(matcher, i)) return false;
    }
    if (rule.caller && (i == 0 || !matches(*rule.caller, i - 1))) return false;
    return !rule.callee || (i + 1 < frames_.size() && matches(*rule.callee, i + 1));
  }

  void apply(const Rule& rule, Phase phase) {
    std::vector<std::size_t> matching;
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      if (matches(rule, i)) matching.push_back(i);
    }
    for (const std::size_t i : matching) {
      for (const Action& action : rule.actions) {
        if (phase_of(action.kind) == phase) apply(action, i);
      }
    }
  }
  void apply(const Action& action, std::size_t at) {
    using Range = Action::Range;
    const std::size_t from = action.range == Range::callers   ? 0
                             : action.range == Range::callees ? at + 1
                                                              : at;
    const std::size_t to = action.range == Range::callers   ? at
                           : action.range == Range::callees ? frames_.size()
                                                            : at + 1;
    switch (action.kind) {
      case Action::Kind::app:
        for (std::size_t i = from; i < to; ++i) frames_[i].in_app = action.flag;
        break;
      case Action::Kind::group:
        for (std::size_t i = from; i < to; ++i) frames_[i].group = action.flag;
        break;
      case Action::Kind::category:
        frames_[at].category = action.category;
        break;
      case Action::Kind::max_frames:
        max_frames = action.number;
        break;
      case Action::Kind::min_frames:
        min_frames = action.number;
        break;
      case Action::Kind::invert_stacktrace:
        invert = action.flag;
        break;
    }
  }

  ExceptionFacts exception_;
  std::span<const FrameFacts> facts_;
  std::vector<Frame> frames_;
  mutable std::map<std::pair<std::string, bool>, std::unique_ptr<const rule_glob::Glob>> globs_;
};

}  // namespace picket::domain::stack_rules
