#include "domain/stack_rules/base.h"

#include "base/assert.h"
#include "domain/stack_rules/base_text.h"

namespace picket::domain::stack_rules {
namespace {

std::shared_ptr<const RuleSet> compile(Base base) {
  auto rules = RuleSet::compile(text_of(base), Origin::built_in);
  PICKET_ASSERT(rules.has_value());
  return *rules;
}

}  // namespace

std::string_view name_of(Base base) noexcept {
  switch (base) {
    case Base::all_platforms_2023_01_11:
      return "all-platforms:2023-01-11";
    case Base::all_platforms_2026_01_20:
      return "all-platforms:2026-01-20";
  }
  return "";
}

std::string_view text_of(Base base) noexcept {
  switch (base) {
    case Base::all_platforms_2023_01_11:
      return data::all_platforms_2023_01_11();
    case Base::all_platforms_2026_01_20:
      return data::all_platforms_2026_01_20();
  }
  return "";
}

std::shared_ptr<const RuleSet> built_in_rules(Base base) {
  static const std::shared_ptr<const RuleSet> k2026 = compile(Base::all_platforms_2026_01_20);
  if (base == Base::all_platforms_2026_01_20) return k2026;
  static const std::shared_ptr<const RuleSet> k2023 = compile(Base::all_platforms_2023_01_11);
  return k2023;
}

}  // namespace picket::domain::stack_rules
