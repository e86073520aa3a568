// What a project does not want, made ready for the relay.
// Source: shared spec "ingest", section 4.4 (`filterSettings`).
#pragma once

#include <string>
#include <vector>

#include "domain/filter/address_set.h"
#include "domain/filter/csp_sources.h"
#include "domain/filter/generic_filters.h"
#include "domain/filter/glob_set.h"
#include "domain/filter/legacy_browsers.h"

namespace picket::domain::filter {

/// As people chose it. Lists may hold what makes no sense: it is left out.
struct FilterSettings {
  bool browser_extensions = false;
  bool localhost = false;
  bool web_crawlers = false;
  bool health_checks = false;
  std::vector<std::string> legacy_browsers;  ///< Options; empty when the filter is off.
  std::vector<std::string> blocked_addresses;
  std::vector<std::string> releases;
  std::vector<std::string> error_messages;
  std::vector<std::string> csp_sources;
  GenericFilters generic;
};

/// Immutable; any thread; shared between snapshots. Building it takes about 1 us a pattern.
class FilterConfig {
 public:
  /// With what holds for all projects.
  FilterConfig(const FilterSettings& settings, const GenericFilters& global);

  /// What relay calls transactions that only ask whether a service lives.
  static const GlobSet& health_checks();

  bool browser_extensions() const noexcept { return browser_extensions_; }
  bool localhost() const noexcept { return localhost_; }
  bool web_crawlers() const noexcept { return web_crawlers_; }
  bool filters_health_checks() const noexcept { return health_checks_; }
  const LegacyBrowsers& legacy_browsers() const noexcept { return legacy_browsers_; }
  const AddressSet& blocked_addresses() const noexcept { return blocked_addresses_; }
  const GlobSet& releases() const noexcept { return releases_; }
  const GlobSet& error_messages() const noexcept { return error_messages_; }
  const CspSources& csp_sources() const noexcept { return csp_sources_; }
  const std::vector<GenericFilter>& generic() const noexcept { return generic_; }

 private:
  bool browser_extensions_;
  bool localhost_;
  bool web_crawlers_;
  bool health_checks_;
  LegacyBrowsers legacy_browsers_;
  AddressSet blocked_addresses_;
  GlobSet releases_;
  GlobSet error_messages_;
  CspSources csp_sources_;
  std::vector<GenericFilter> generic_;
};

}  // namespace picket::domain::filter
