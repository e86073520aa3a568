// How a project's settings choose its grouping.
// Source: shared spec "grouping", sections 13.8 and 15.3, and "api", section 4.5 for the names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"
#include "domain/grouping/settings.h"
#include "domain/settings/settings.h"

namespace picket::domain {

/// What a project's grouping is made of.
struct GroupingTexts {
  std::string config;       ///< `groupingConfig`; an id that is none counts as the current one.
  std::string stack_trace;  ///< `groupingEnhancements`
  std::string fingerprint;  ///< `fingerprintingRules`

  friend bool operator==(const GroupingTexts&, const GroupingTexts&) = default;
};

GroupingTexts grouping_texts(const SettingValues& settings);
/// A text that cannot be read counts as empty.
std::shared_ptr<const GroupingSettings> compile_grouping(const GroupingTexts& texts);

/// The config that issues were made by before, while the project changes over.
struct FormerGrouping {
  std::string config;
  Timestamp until;  ///< Whole seconds.
};
/// nullopt when there is none, or none that is known. `until` may be over.
std::optional<FormerGrouping> former_grouping(const SettingValues& settings);

/// How long issues are found by a former config unless somebody says so: as in Sentry.
inline constexpr std::chrono::days kTransition{90};

/// A config that is none, rules that cannot be read: a sentence with the place. nullopt for a good
/// value, and for settings that are not about grouping.
std::optional<std::string> find_grouping_flaw(std::string_view setting,
                                              const boost::json::value& value);

}  // namespace picket::domain
