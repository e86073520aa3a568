// How the events of a project are grouped: the generation of the algorithm, and the rules.
// Source: shared spec "grouping", sections 12 and 13.8.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "domain/fingerprint_rules/rule_set.h"
#include "domain/grouping/config.h"
#include "domain/stack_rules/rule_set.h"

namespace picket::domain {

/// A project's own rules, as written. Empty: none.
struct GroupingRules {
  /// `sentry:derived_grouping_enhancements`: from where the project's code is.
  std::string_view derived_stack_trace{};
  std::string_view stack_trace{};  ///< `sentry:grouping_enhancements`
  std::string_view fingerprint{};  ///< `sentry:fingerprinting_rules`
};

/// Immutable and shared: made once when a project's settings change. Any thread.
class GroupingSettings {
 public:
  /// The current generation without rules of a project.
  static std::shared_ptr<const GroupingSettings> standard();

  /// A text that cannot be read counts as empty: whoever takes texts from people refuses them
  /// before (stack_rules::RuleSet::compile, fingerprint_rules::RuleSet::compile name the error).
  /// `config` outlives the settings.
  static std::shared_ptr<const GroupingSettings> compile(const GroupingRules& rules,
                                                         const grouping::Config& config);

  const grouping::Config& config() const noexcept { return *config_; }
  /// In the order in which they are applied: the base, derived rules, own rules.
  std::span<const stack_rules::RuleSet* const> stack_rules() const noexcept {
    return std::span(views_).first(count_);
  }
  /// Whether some rule about stack traces looks at this field of the exception.
  bool asks_about(stack_rules::Matcher::Field of_exception) const noexcept {
    return ((asked_ >> static_cast<unsigned>(of_exception)) & 1U) != 0;
  }
  /// Another one for each object of the process, from 1.
  std::uint64_t serial() const noexcept { return serial_; }
  /// Asked first; null when there are none.
  const fingerprint_rules::RuleSet* fingerprint_rules() const noexcept {
    return fingerprint_.get();
  }
  const fingerprint_rules::RuleSet& built_in_fingerprint_rules() const noexcept {
    return *built_in_fingerprint_;
  }

 private:
  static constexpr std::size_t kMostSets = 3;

  explicit GroupingSettings(const grouping::Config& config);
  void add(std::shared_ptr<const stack_rules::RuleSet> rules) noexcept;

  const grouping::Config* config_;
  const std::uint64_t serial_;
  std::uint32_t asked_ = 0;  ///< A bit for each field.
  std::array<std::shared_ptr<const stack_rules::RuleSet>, kMostSets> sets_;
  std::array<const stack_rules::RuleSet*, kMostSets> views_{};
  std::size_t count_ = 0;
  std::shared_ptr<const fingerprint_rules::RuleSet> fingerprint_;
  std::shared_ptr<const fingerprint_rules::RuleSet> built_in_fingerprint_;
};

}  // namespace picket::domain
