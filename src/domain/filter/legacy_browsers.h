// Browsers that are too old to matter.
// Source: shared spec "ingest", section 4.5; thresholds of the options without a version as Sentry
// states them since December 2025 (docs/decisions/0032).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "domain/user_agent/user_agent.h"

namespace picket::domain::filter {

/// One browser up to a version, or the default of all of them.
class LegacyBrowsers {
 public:
  LegacyBrowsers() = default;
  /// Names that nobody knows are left out.
  explicit LegacyBrowsers(std::span<const std::string> options);

  static bool is_option(std::string_view name) noexcept;
  /// Those without a version in their name, in the order that Sentry has: what "all" means.
  static std::span<const std::string_view> current_options() noexcept;

  bool empty() const noexcept { return chosen_ == 0; }
  bool contains(const UserAgent::Product& browser) const noexcept;

 private:
  std::uint32_t chosen_ = 0;  ///< A bit for each option of the table.
};

}  // namespace picket::domain::filter
