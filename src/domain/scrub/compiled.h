// Rules ready to be applied: references followed, expressions compiled, the order fixed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scrub/pattern.h"
#include "domain/scrub/place.h"
#include "domain/scrub/rule.h"
#include "domain/scrub/selector.h"
#include "domain/scrub/triggers.h"

namespace picket::domain::scrub {

/// One expression of a rule.
struct Step {
  enum class On : std::uint8_t {
    value,         ///< Replaces groups of matches in the text.
    key,           ///< Replaces the whole text when it matches the key.
    key_or_value,  ///< Replaces the whole text when it matches either.
  };

  std::shared_ptr<const Pattern> pattern;
  On on = On::value;
  std::vector<std::uint8_t> groups = {0};
  /// The next match may begin where the last replaced group ended, not where the match ended: a
  /// blank between two addresses belongs to both.
  bool shares_edges = false;
  Triggers trigger = kAlways;
};

struct CompiledRule {
  std::string id;      ///< By which rules are sorted.
  std::string origin;  ///< What remarks name.
  RuleType type = RuleType::anything;
  Redaction redaction{};
  std::vector<Step> steps{};
  Triggers triggers = kAlways;  ///< Any of its steps'.

  /// The match goes; a value that is not a text goes as a whole.
  bool removes() const noexcept {
    return redaction.method == Method::standard || redaction.method == Method::remove;
  }
};

/// Rules at one selector.
struct Application {
  Selector selector;
  std::vector<CompiledRule> rules;  ///< By id.
  Triggers triggers = 0;            ///< Any of its rules'.
  bool is_specific = false;         ///< Some value of Pii::maybe may match.
  /// When not empty: one of these is the key of every value that matches.
  std::vector<std::string> last_keys{};
  std::uint64_t key_sizes = 0;  ///< Of these; bit n: of n bytes, the last for all longer ones.

  bool may_match_key(std::string_view key) const noexcept;
};

/// Immutable; any number of threads may read it.
class CompiledRules {
 public:
  CompiledRules() : CompiledRules(PiiConfig()) {}
  explicit CompiledRules(const PiiConfig& config);

  bool is_empty() const noexcept { return applications_.empty(); }
  const std::vector<Application>& applications() const noexcept { return applications_; }
  /// Whether values of Pii::maybe have to be looked at.
  bool is_specific() const noexcept { return is_specific_; }

  /// What to ask applications about: reasons that the text, or the key, has.
  Triggers scan_text(std::string_view text) const noexcept {
    return scrub::scan_text(text, *words_, wanted_);
  }
  Triggers scan_key(std::string_view key) const noexcept {
    return (words_->find(key) | kAlways) & wanted_;
  }

 private:
  std::vector<Application> applications_;  ///< In the order of their selectors.
  std::shared_ptr<const WordFilter> words_;
  Triggers wanted_ = 0;
  bool is_specific_ = false;
};

}  // namespace picket::domain::scrub
