#include "domain/fingerprint_rules/rule_set.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/unicode.h"
#include "domain/fingerprint_rules/sdk_name.h"

namespace picket::domain::fingerprint_rules {
namespace {

using Key = Matcher::Key;

/// Matchers of one source are about the same thing.
enum class Source : std::uint8_t {
  exceptions,
  toplevel,
  log_info,
  frames,
  family,
  sdk,
  release,
  tags,
};

Source source_of(Key key) noexcept {
  switch (key) {
    case Key::type:
    case Key::value:
      return Source::exceptions;
    case Key::message:
      return Source::toplevel;
    case Key::logger:
    case Key::level:
      return Source::log_info;
    case Key::module:
    case Key::function:
    case Key::path:
    case Key::package:
    case Key::app:
      return Source::frames;
    case Key::family:
      return Source::family;
    case Key::sdk:
      return Source::sdk;
    case Key::release:
      return Source::release;
    case Key::tag:
      return Source::tags;
  }
  return Source::tags;
}

bool is_path(Key key) noexcept {
  return key == Key::path || key == Key::package || key == Key::release;
}
bool ignores_case(Key key) noexcept {
  return key == Key::value || key == Key::message || key == Key::level;
}
bool is_stripped(Key key) noexcept {
  return key == Key::type || key == Key::value || key == Key::message || key == Key::tag;
}

std::optional<bool> app_value(std::string_view text) {
  const std::string lower = rule_glob::lowered(text);
  if (lower == "1" || lower == "yes" || lower == "true") return true;
  if (lower == "0" || lower == "no" || lower == "false") return false;
  return std::nullopt;
}

}  // namespace

/// One thing of one source; the others are null.
struct RuleSet::Item {
  const EventFacts& event;
  const ExceptionFacts* exception = nullptr;
  const FrameFacts* frame = nullptr;
  Text message{};

  Text text(Key key, std::string_view tag) const {
    switch (key) {
      case Key::type:
        return exception->type;
      case Key::value:
        return exception->value;
      case Key::message:
        return message;
      case Key::logger:
        return event.logger;
      case Key::level:
        return event.level;
      case Key::release:
        return event.release;
      case Key::module:
        return frame->module;
      case Key::function:
        return frame->function.value_or(std::string_view()).empty() ? "<unknown>"
                                                                    : *frame->function;
      case Key::path:
        return frame->abs_path;
      case Key::package:
        return frame->package;
      case Key::tag: {
        const auto found = std::find_if(
            event.tags.begin(), event.tags.end(),
            [&](const Tag& candidate) { return candidate.name == tag && candidate.value; });
        return found == event.tags.end() ? std::nullopt : found->value;
      }
      case Key::app:
      case Key::family:
      case Key::sdk:
        return std::nullopt;
    }
    return std::nullopt;
  }
};

Result<RuleSet::Condition, std::string> RuleSet::make_condition(const Matcher& matcher) {
  Condition condition;
  condition.key = matcher.key;
  condition.negated = matcher.negated;
  condition.tag = matcher.tag;
  if (matcher.key == Key::app) {
    condition.app = app_value(matcher.pattern);
  } else if (matcher.key == Key::family) {
    condition.families = stack_rules::families_of_list(matcher.pattern);
  } else if (matcher.key == Key::sdk) {
    for (std::string_view rest = matcher.pattern; !rest.empty();) {
      const ascii::Split split = ascii::split_once(rest, ',');
      condition.names.emplace_back(split.head);
      rest = split.tail;
    }
  } else {
    auto glob = rule_glob::Glob::compile(
        matcher.pattern,
        {.path = is_path(matcher.key), .ignore_case = ignores_case(matcher.key), .newlines = true});
    if (glob) {
      condition.glob = std::make_unique<const rule_glob::Glob>(*std::move(glob));
    } else if (glob.error() == rule_glob::GlobError::too_complex) {
      return unexpected(fmt::format("\"{}\": {}", matcher.pattern, to_string(glob.error())));
    }
  }
  return condition;
}

Result<std::shared_ptr<const RuleSet>, RuleError> RuleSet::compile(std::string_view text) {
  auto parsed = parse_rules(text);
  if (!parsed) return unexpected(std::move(parsed.error()));
  std::unique_ptr<RuleSet> set(new RuleSet);
  for (ParsedRule& one : *parsed) {
    CompiledRule compiled;
    for (const Matcher& matcher : one.rule.matchers) {
      auto condition = make_condition(matcher);
      if (!condition) return unexpected(RuleError{one.line, 1, std::move(condition.error())});
      if (condition->key == Key::family && !condition->negated) {
        compiled.families &= condition->families;
      }
      compiled.conditions.push_back(*std::move(condition));
    }
    // All of one source come together.
    std::stable_sort(
        compiled.conditions.begin(), compiled.conditions.end(),
        [](const auto& a, const auto& b) { return source_of(a.key) < source_of(b.key); });
    compiled.rule = std::move(one.rule);
    set->rules_.push_back(std::move(compiled));
  }
  return std::shared_ptr<const RuleSet>(std::move(set));
}

bool RuleSet::may_match(stack_rules::Family family) const noexcept {
  return std::any_of(rules_.begin(), rules_.end(), [&](const CompiledRule& rule) {
    return (rule.families & stack_rules::only(family)) != 0;
  });
}

bool RuleSet::holds(const Condition& condition, const Item& item) {
  const auto matches_text = [&](const Text& text) {
    if (!text || !condition.glob) return false;
    const std::string_view seen = is_stripped(condition.key) ? unicode::strip(*text) : *text;
    if (is_path(condition.key)) {
      std::string path;
      rule_glob::write_path(seen, path);
      return condition.glob->matches_path(path);
    }
    return condition.glob->matches(ignores_case(condition.key) ? rule_glob::lowered(seen)
                                                               : std::string(seen));
  };
  bool result = false;
  if (condition.key == Key::app) {
    result = item.frame->in_app && condition.app == item.frame->in_app;
  } else if (condition.key == Key::family) {
    result = (condition.families & stack_rules::only(item.event.family)) != 0;
  } else if (condition.key == Key::sdk) {
    const std::string name = normalized_sdk_name(item.event.sdk);
    result = std::any_of(condition.names.begin(), condition.names.end(),
                         [&](const std::string& one) { return one == "all" || one == name; });
  } else {
    result = matches_text(item.text(condition.key, condition.tag)) ||
             (condition.key == Key::path && matches_text(item.frame->filename));
  }
  return result != condition.negated;
}

bool RuleSet::matches(const CompiledRule& rule, const EventFacts& event) {
  for (auto begin = rule.conditions.begin(); begin != rule.conditions.end();) {
    const Source source = source_of(begin->key);
    const auto end = std::find_if(begin, rule.conditions.end(), [&](const Condition& condition) {
      return source_of(condition.key) != source;
    });
    const auto all_hold = [&](const Item& item) {
      return std::all_of(begin, end,
                         [&](const Condition& condition) { return holds(condition, item); });
    };
    bool any = false;
    switch (source) {
      case Source::exceptions:
        any = std::any_of(event.exceptions.begin(), event.exceptions.end(), [&](const auto& one) {
          return all_hold({event, &one, nullptr, {}});
        });
        break;
      case Source::toplevel:
        any = (event.message && all_hold({event, nullptr, nullptr, event.message})) ||
              std::any_of(event.exceptions.begin(), event.exceptions.end(), [&](const auto& one) {
                return all_hold({event, nullptr, nullptr, one.value});
              });
        break;
      case Source::frames:
        any = std::any_of(event.frames.begin(), event.frames.end(), [&](const auto& one) {
          return all_hold({event, nullptr, &one, {}});
        });
        break;
      case Source::log_info:
        any = (event.logger || event.level) && all_hold({event, nullptr, nullptr, {}});
        break;
      case Source::family:
      case Source::sdk:
      case Source::release:
      case Source::tags:
        any = all_hold({event, nullptr, nullptr, {}});
        break;
    }
    if (!any) return false;
    begin = end;
  }
  return true;
}

const Rule* RuleSet::find(const EventFacts& event) const {
  for (const CompiledRule& rule : rules_) {
    if ((rule.families & stack_rules::only(event.family)) == 0) continue;
    if (matches(rule, event)) return &rule.rule;
  }
  return nullptr;
}

}  // namespace picket::domain::fingerprint_rules
