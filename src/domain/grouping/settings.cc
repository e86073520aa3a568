#include "domain/grouping/settings.h"

#include <atomic>
#include <utility>

#include "domain/fingerprint_rules/built_in.h"
#include "domain/stack_rules/base.h"

namespace picket::domain {
namespace {

std::uint64_t next_serial() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace

GroupingSettings::GroupingSettings(const grouping::Config& config)
    : config_(&config),
      serial_(next_serial()),
      built_in_fingerprint_(fingerprint_rules::built_in_rules()) {
  add(stack_rules::built_in_rules(config.base));
}

void GroupingSettings::add(std::shared_ptr<const stack_rules::RuleSet> rules) noexcept {
  for (const std::uint16_t column : rules->other_columns()) {
    asked_ |= 1U << static_cast<unsigned>(rules->columns()[column].field);
  }
  views_[count_] = rules.get();
  sets_[count_++] = std::move(rules);
}

std::shared_ptr<const GroupingSettings> GroupingSettings::standard() {
  static const std::shared_ptr<const GroupingSettings> settings = compile({}, grouping::kCurrent);
  return settings;
}

std::shared_ptr<const GroupingSettings> GroupingSettings::compile(const GroupingRules& rules,
                                                                  const grouping::Config& config) {
  std::shared_ptr<GroupingSettings> settings(new GroupingSettings(config));
  for (const std::string_view text : {rules.derived_stack_trace, rules.stack_trace}) {
    if (text.empty()) continue;
    auto set = stack_rules::RuleSet::compile(text, stack_rules::Origin::custom);
    if (set) settings->add(*std::move(set));
  }
  if (!rules.fingerprint.empty()) {
    auto set = fingerprint_rules::RuleSet::compile(rules.fingerprint);
    if (set) settings->fingerprint_ = *std::move(set);
  }
  return settings;
}

}  // namespace picket::domain
