// Tables and charts of events. Paths: shared spec "api", section 12; scopes: section 20.
#include <array>

#include "roles/api/discover_handlers.h"
#include "roles/api/parameter_names.h"
#include "roles/api/route.h"
#include "roles/api/shapes_discover.h"

namespace picket::api {
namespace {

using domain::access::kReadOrg;

/// Which events.
constexpr auto kScope = joined(names("query", "project"), kRangeNames, names("dataset"));
constexpr auto kSorted = names("sort", "orderby");
constexpr auto kAsFile = names("format", "download");
constexpr auto kDrawn = names("yAxis", "interval", "topEvents", "excludeOther", "partial",
                              "withoutZerofill", "comparisonDelta");
/// What Sentry's own pages send and no answer depends on.
constexpr auto kReferrer = names("referrer");
constexpr auto kPassedOver =
    names("referrer", "sampling", "useRpc", "allowAggregateConditions", "discoverSavedQueryId");

constexpr auto kTableParameters =
    joined(names("field"), kScope, kSorted, kPageNames, kAsFile, kPassedOver);
constexpr auto kChartParameters =
    joined(kDrawn, names("field"), kScope, kSorted, kAsFile, kPassedOver);
constexpr auto kTimeseriesParameters =
    joined(kDrawn, names("groupBy"), kScope, kSorted, kAsFile, kPassedOver);
constexpr auto kFacetsParameters = joined(kScope, names("includeAll"), kPageNames, kReferrer);
constexpr auto kTotalParameters = joined(kScope, kReferrer);

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_discover",
             .pattern = "/api/0/organizations/{org}/events/",
             .accepted = kReadOrg,
             .parameters = kTableParameters,
             .handler = &list_discover_events,
             .summary = "Query events as a table, of single ones or by groups",
             .answer = kDiscoverTable},
    ApiRoute{.name = "organization_discover_flat",
             .pattern = "/api/0/organizations/{org}/eventsv2/",
             .accepted = kReadOrg,
             .parameters = kTableParameters,
             .handler = &list_discover_events_flat,
             .summary = "Query events as a table, as older clients do",
             .answer = kFlatDiscoverTable},
    ApiRoute{.name = "organization_discover_stats",
             .pattern = "/api/0/organizations/{org}/events-stats/",
             .accepted = kReadOrg,
             .parameters = kChartParameters,
             .handler = &show_event_stats,
             .summary = "Query events as a chart, of all or of the most frequent groups",
             .answer = kAnyObject},
    ApiRoute{.name = "organization_discover_timeseries",
             .pattern = "/api/0/organizations/{org}/events-timeseries/",
             .accepted = kReadOrg,
             .parameters = kTimeseriesParameters,
             .handler = &show_event_timeseries,
             .summary = "Query events as a list of series",
             .answer = kTimeseries},
    ApiRoute{.name = "organization_discover_facets",
             .pattern = "/api/0/organizations/{org}/events-facets/",
             .accepted = kReadOrg,
             .parameters = kFacetsParameters,
             .handler = &list_event_facets,
             .summary = "List the most frequent values of each tag",
             .answer = list_of(kFacet)},
    ApiRoute{.name = "organization_discover_meta",
             .pattern = "/api/0/organizations/{org}/events-meta/",
             .accepted = kReadOrg,
             .parameters = kTotalParameters,
             .handler = &count_discover_events,
             .summary = "Count events",
             .answer = kEventTotal},
    ApiRoute{.name = "organization_discover_event",
             .pattern = "/api/0/organizations/{org}/events/{project_event}/",
             .accepted = kReadOrg,
             .handler = &show_discover_event,
             .summary = "Read an event by its project and id: shop-api:9f3c1d2e...",
             .answer = kDiscoverEvent},
};

}  // namespace

std::span<const ApiRoute> discover_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
