#include "domain/filter/filter.h"

#include "domain/filter/browser_extensions.h"
#include "domain/filter/error_messages.h"
#include "domain/filter/event_view.h"
#include "domain/filter/localhost.h"
#include "domain/filter/span_event.h"
#include "domain/filter/web_crawlers.h"

namespace picket::domain::filter {
namespace {

struct Subject {
  EventView event;
  const FilterInput& input;

  std::string_view user_agent() const noexcept {
    const std::string_view own = event.user_agent();
    return own.empty() ? input.user_agent : own;
  }
};

bool csp(const Subject& subject, const FilterConfig& config) {
  return !config.csp_sources().empty() && config.csp_sources().match(subject.event);
}

bool address(const Subject& subject, const FilterConfig& config) {
  return config.blocked_addresses().contains(subject.input.client_address);
}

bool release(const Subject& subject, const FilterConfig& config) {
  const std::string_view release = subject.event.release();
  return !release.empty() && config.releases().matches(release);
}

bool error_message(const Subject& subject, const FilterConfig& config) {
  return has_message(subject.event, config.error_messages());
}

bool localhost(const Subject& subject, const FilterConfig& config) {
  return config.localhost() && is_from_localhost(subject.event);
}

bool browser_extension(const Subject& subject, const FilterConfig& config) {
  return config.browser_extensions() && is_from_browser_extension(subject.event);
}

bool legacy_browser(const Subject& subject, const FilterConfig& config) {
  if (config.legacy_browsers().empty() || subject.input.browsers == nullptr) return false;
  const std::string_view user_agent = subject.user_agent();
  return !user_agent.empty() &&
         config.legacy_browsers().contains(subject.input.browsers->read(user_agent)->browser);
}

bool web_crawler(const Subject& subject, const FilterConfig& config) {
  return config.web_crawlers() && is_web_crawler(subject.user_agent());
}

bool health_check(const Subject& subject, const FilterConfig& config) {
  if (!config.filters_health_checks()) return false;
  const std::string_view name = subject.event.transaction();
  return !name.empty() && FilterConfig::health_checks().matches(name);
}

struct Filter {
  std::string_view reason;
  bool (*matches)(const Subject& subject, const FilterConfig& config);
};

/// In the order that decides between several that match; generic filters come before them.
constexpr Filter kFilters[] = {
    {reason::kCsp, csp},
    {reason::kAddress, address},
    {reason::kRelease, release},
    {reason::kErrorMessage, error_message},
    {reason::kLocalhost, localhost},
    {reason::kBrowserExtensions, browser_extension},
    {reason::kLegacyBrowsers, legacy_browser},
    {reason::kWebCrawlers, web_crawler},
    {reason::kHealthCheck, health_check},
};

std::string_view find_built_in(const FilterInput& input, const FilterConfig& config) {
  const Subject subject{EventView(input.event), input};
  for (const Filter& filter : kFilters) {
    if (filter.matches(subject, config)) return filter.reason;
  }
  return {};
}

}  // namespace

std::string_view find_filter(const FilterInput& input, const FilterConfig& config) {
  for (const GenericFilter& filter : config.generic()) {
    if (filter.condition->matches(input.event)) return filter.id;
  }
  return find_built_in(input, config);
}

std::string_view find_span_filter(const SpanFilterInput& input, const FilterConfig& config) {
  const boost::json::object event = event_of_span(input.span);
  return find_built_in({event, input.client_address, input.user_agent, input.browsers}, config);
}

}  // namespace picket::domain::filter
