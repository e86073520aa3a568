#include "domain/scrub/compiled.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "domain/scrub/builtin_patterns.h"

namespace picket::domain::scrub {
namespace {

/// References that lead from one rule to the next; more are a circle.
constexpr std::size_t kMaxReferences = 16;
/// Names of fields that get a filter of their own; the others run through the expression.
constexpr std::size_t kMaxFilteredNames = 500;

std::shared_ptr<const WordFilter> builtin_words() {
  static const auto words = std::make_shared<const WordFilter>();
  return words;
}

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The names as an expression that finds each of them, letter by letter.
std::string any_of_names(const std::vector<std::string>& names) {
  std::string expression;
  for (const std::string& name : names) {
    if (!expression.empty()) expression += '|';
    for (const char c : name) {
      const char lower = ascii::to_lower(c);
      const bool is_plain = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                            static_cast<unsigned char>(c) >= 0x80;
      if (!is_plain) expression += '\\';
      expression += c;
    }
  }
  return expression;
}

class Compiler {
 public:
  explicit Compiler(const PiiConfig& config) : config_(config) {}

  std::vector<CompiledRule> run(const std::vector<std::string>& ids) {
    rules_.clear();
    for (const std::string& id : ids) collect(id, nullptr, 0);
    std::vector<CompiledRule> sorted;
    for (auto& [id, rule] : rules_) sorted.push_back(std::move(rule));
    return sorted;
  }

  std::vector<std::string> take_words() { return std::move(words_); }

 private:
  struct Outer {
    std::string origin;
    Redaction redaction;
  };

  std::optional<Rule> find(const std::string& id) const {
    const auto own = config_.rules.find(id);
    return own != config_.rules.end() ? own->second : builtin_rule(id);
  }

  void collect(const std::string& id, const Outer* outer, std::size_t depth) {
    if (rules_.contains(id) || depth > kMaxReferences || visited_ > kMaxVisits) return;
    ++visited_;
    const std::optional<Rule> rule = find(id);
    if (!rule) return;
    Outer here{outer ? outer->origin : id, rule->redaction};
    if (outer != nullptr && outer->redaction.method != Method::standard) {
      here.redaction = outer->redaction;
    }
    if (rule->type == RuleType::multiple) {
      for (const std::string& inner : rule->rules) {
        collect(inner, rule->hide_inner ? &here : nullptr, depth + 1);
      }
      return;
    }
    if (here.redaction.method == Method::nothing) return;
    CompiledRule compiled{
        .id = id, .origin = here.origin, .type = rule->type, .redaction = here.redaction};
    compiled.steps = steps_of(*rule);
    compiled.triggers = 0;
    for (const Step& step : compiled.steps) compiled.triggers |= step.trigger;
    if (!compiled.steps.empty()) rules_.emplace(id, std::move(compiled));
  }

  std::vector<Step> steps_of(const Rule& rule) {
    if (rule.type == RuleType::redact_pair) return pair_steps(rule);
    if (rule.pattern.empty() && rule.type != RuleType::pattern) return builtin_steps(rule.type);
    const auto pattern = Pattern::compile(rule.pattern);
    if (!pattern) return {};
    const Triggers trigger = rule.type == RuleType::url_auth ? kUrlAuthLike : kAlways;
    return {{.pattern = *pattern, .groups = rule.replace_groups, .trigger = trigger}};
  }

  std::vector<Step> pair_steps(const Rule& rule) {
    const bool by_name = !rule.names.empty();
    const auto pattern =
        by_name ? Pattern::compile(any_of_names(rule.names), true) : Pattern::compile(rule.pattern);
    if (!pattern) return {};
    Step step{.pattern = *pattern, .on = Step::On::key_or_value};
    if (by_name && rule.names.size() <= kMaxFilteredNames &&
        std::all_of(rule.names.begin(), rule.names.end(), is_ascii)) {
      words_.insert(words_.end(), rule.names.begin(), rule.names.end());
      step.trigger = kOwnWord;
    }
    return {std::move(step)};
  }

  /// Rules that refer to many that refer to many.
  static constexpr std::size_t kMaxVisits = 10'000;

  const PiiConfig& config_;
  std::map<std::string, CompiledRule> rules_;
  std::vector<std::string> words_;
  std::size_t visited_ = 0;
};

/// The keys of which a value that matches has one; nullopt when it may have any.
std::optional<std::vector<std::string>> last_keys_of(const Selector& selector) {
  switch (selector.op) {
    case Selector::Op::path:
      if (selector.items.back().kind != PathItem::Kind::key) return std::nullopt;
      return std::vector<std::string>{selector.items.back().key};
    case Selector::Op::all:
      for (const Selector& part : selector.parts) {
        if (auto keys = last_keys_of(part)) return keys;
      }
      return std::nullopt;
    case Selector::Op::any: {
      std::vector<std::string> all;
      for (const Selector& part : selector.parts) {
        auto keys = last_keys_of(part);
        if (!keys) return std::nullopt;
        all.insert(all.end(), std::make_move_iterator(keys->begin()),
                   std::make_move_iterator(keys->end()));
      }
      return all;
    }
    case Selector::Op::none:
      break;
  }
  return std::nullopt;
}

constexpr std::size_t kLastSize = 63;

std::uint64_t size_bit(std::string_view key) noexcept {
  return std::uint64_t{1} << std::min(key.size(), kLastSize);
}

}  // namespace

bool Application::may_match_key(std::string_view key) const noexcept {
  if (last_keys.empty()) return true;
  if ((key_sizes & size_bit(key)) == 0) return false;
  return std::any_of(last_keys.begin(), last_keys.end(),
                     [key](const std::string& each) { return ascii::iequals(each, key); });
}

CompiledRules::CompiledRules(const PiiConfig& config) : words_(builtin_words()) {
  Compiler compiler(config);
  for (const auto& [selector, ids] : config.applications) {
    Application application{.selector = selector, .rules = compiler.run(ids)};
    if (application.rules.empty()) continue;
    for (const CompiledRule& rule : application.rules) application.triggers |= rule.triggers;
    application.is_specific = selector.is_specific();
    application.last_keys = last_keys_of(selector).value_or(std::vector<std::string>());
    for (const std::string& key : application.last_keys) application.key_sizes |= size_bit(key);
    wanted_ |= application.triggers;
    is_specific_ = is_specific_ || application.is_specific;
    applications_.push_back(std::move(application));
  }
  const std::vector<std::string> own = compiler.take_words();
  if (!own.empty()) words_ = std::make_shared<const WordFilter>(own);
}

}  // namespace picket::domain::scrub
