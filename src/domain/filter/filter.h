// Whether a project wants an event.
// Source: shared spec "ingest", sections 4.4 and 4.5 (relay's inbound filters).
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "domain/filter/config.h"
#include "domain/user_agent/user_agent.h"

namespace picket::domain::filter {

struct FilterInput {
  const boost::json::object& event;  ///< Normalized.
  std::string_view client_address;   ///< Of the connection, as trusted proxies say.
  std::string_view user_agent;       ///< Of the request, when the event names none.
  /// Only asked when a project filters old browsers; null: no browser is known.
  UserAgents* browsers = nullptr;
};

/// The reason of the first filter that matches: `filtered/<reason>`. Empty when the event is
/// wanted. A view into `config` or static storage. About 1 us for an event that nothing matches.
std::string_view find_filter(const FilterInput& input, const FilterConfig& config);

/// The same for a span that comes alone, of either version, as the SDK sent it: its attributes
/// (`sentry.release`, `sentry.segment.name`, `url.full`, `user_agent.original`, `client.address`)
/// are what filters look at. Conditions of generic filters are about events, and ask nothing here.
struct SpanFilterInput {
  const boost::json::object& span;
  std::string_view client_address;  ///< Of the connection, as trusted proxies say.
  std::string_view user_agent;      ///< Of the request, when the span names none.
  UserAgents* browsers = nullptr;   ///< As above.
};
std::string_view find_span_filter(const SpanFilterInput& input, const FilterConfig& config);

/// By the names of the table of outcomes.
namespace reason {
inline constexpr std::string_view kCsp = "invalid-csp";
inline constexpr std::string_view kAddress = "ip-address";
inline constexpr std::string_view kRelease = "release-version";
inline constexpr std::string_view kErrorMessage = "error-message";
inline constexpr std::string_view kLocalhost = "localhost";
inline constexpr std::string_view kBrowserExtensions = "browser-extensions";
inline constexpr std::string_view kLegacyBrowsers = "legacy-browsers";
inline constexpr std::string_view kWebCrawlers = "web-crawlers";
inline constexpr std::string_view kHealthCheck = "filtered-transaction";
}  // namespace reason

}  // namespace picket::domain::filter
