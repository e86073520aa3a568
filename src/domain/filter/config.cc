#include "domain/filter/config.h"

namespace picket::domain::filter {
namespace {

constexpr std::string_view kHealthChecks[] = {
    "*healthcheck*",   "*healthy*", "live",        "live[z/-]*", "*[/-]live",
    "*[/-]live[z/-]*", "ready",     "ready[z/-]*", "*[/-]ready", "*[/-]ready[z/-]*",
    "*heartbeat*",     "*/health",  "*/healthz",   "*/ping",     "*/up",
};

}  // namespace

FilterConfig::FilterConfig(const FilterSettings& settings, const GenericFilters& global)
    : browser_extensions_(settings.browser_extensions),
      localhost_(settings.localhost),
      web_crawlers_(settings.web_crawlers),
      health_checks_(settings.health_checks),
      legacy_browsers_(settings.legacy_browsers),
      blocked_addresses_(settings.blocked_addresses),
      releases_(settings.releases),
      error_messages_(settings.error_messages),
      csp_sources_(settings.csp_sources),
      generic_(merge(settings.generic, global)) {}

const GlobSet& FilterConfig::health_checks() {
  static const GlobSet patterns{kHealthChecks};
  return patterns;
}

}  // namespace picket::domain::filter
