// Usage statistics. Paths: shared spec "api", sections 4.8 and 14; scopes: section 20.
#include <array>

#include "roles/api/route.h"
#include "roles/api/shapes_usage.h"
#include "roles/api/usage.h"

namespace picket::api {
namespace {

using domain::access::kReadOrg;
using domain::access::kReadProject;
using Names = std::string_view;

constexpr Names kUsageParameters[] = {"field",  "groupBy", "category",    "outcome",
                                      "reason", "project", "statsPeriod", "start",
                                      "end",    "utc",     "interval"};
constexpr Names kSummaryParameters[] = {"field",       "category", "outcome", "reason", "project",
                                        "statsPeriod", "start",    "end",     "utc",    "interval"};
constexpr Names kStatsParameters[] = {"since", "until", "resolution"};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_stats_v2",
             .pattern = "/api/0/organizations/{org}/stats_v2/",
             .accepted = kReadOrg,
             .parameters = kUsageParameters,
             .handler = &show_usage,
             .summary = "Count what became of everything that was sent, over time",
             .answer = kUsageSeries},
    ApiRoute{.name = "organization_stats_summary",
             .pattern = "/api/0/organizations/{org}/stats-summary/",
             .accepted = kReadOrg,
             .parameters = kSummaryParameters,
             .handler = &show_usage_summary,
             .summary = "Count what became of everything that was sent, by project",
             .answer = kUsageSummary},
    ApiRoute{.name = "project_key_stats",
             .pattern = "/api/0/projects/{org}/{project}/keys/{key}/stats/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kStatsParameters,
             .handler = &show_key_stats,
             .summary = "Count the events that came in by a client key",
             .answer = list_of(kKeyCounts)},
};

}  // namespace

std::span<const ApiRoute> usage_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
