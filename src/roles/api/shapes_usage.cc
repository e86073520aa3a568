#include "roles/api/shapes_usage.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr Member kByMembers[] = {{"project", kInteger, optional},
                                 {"key_id", kInteger, optional},
                                 {"category", kText, optional},
                                 {"outcome", kText, optional},
                                 {"reason", kText, optional}};
constexpr ObjectShape kBy{"UsageBy", kByMembers};
constexpr Member kSumMembers[] = {{"sum(quantity)", kInteger}};
constexpr ObjectShape kSum{"UsageSum", kSumMembers};
constexpr Shape kCounts = list_of(kInteger);
constexpr Member kSumsMembers[] = {{"sum(quantity)", kCounts}};
constexpr ObjectShape kSums{"UsageSums", kSumsMembers};
constexpr Member kGroupMembers[] = {{"by", kBy}, {"totals", kSum}, {"series", kSums, optional}};
constexpr ObjectShape kGroup{"UsageGroup", kGroupMembers};
constexpr Shape kDates = list_of(kDate);
constexpr Member kSeriesMembers[] = {
    {"start", kDate}, {"end", kDate}, {"intervals", kDates, optional}, {"groups", list_of(kGroup)}};

constexpr Member kTotalsMembers[] = {{"dropped", kInteger}, {"sum(quantity)", kInteger}};
constexpr ObjectShape kTotals{"UsageTotals", kTotalsMembers};
/// Outcomes by their names.
constexpr Member kCategoryMembers[] = {
    {"category", kText}, {"outcomes", map_of(kInteger)}, {"totals", kTotals}};
constexpr ObjectShape kCategory{"UsageOfCategory", kCategoryMembers};
constexpr Member kProjectMembers[] = {
    {"id", kText}, {"slug", kText}, {"stats", list_of(kCategory)}};
constexpr ObjectShape kProject{"UsageOfProject", kProjectMembers};
constexpr Member kSummaryMembers[] = {
    {"start", kDate}, {"end", kDate}, {"projects", list_of(kProject)}};

constexpr Member kKeyMembers[] = {{"ts", kInteger},
                                  {"total", kInteger},
                                  {"accepted", kInteger},
                                  {"filtered", kInteger},
                                  {"dropped", kInteger}};

}  // namespace

const ObjectShape kUsageSeries{"UsageSeries", kSeriesMembers};
const ObjectShape kUsageSummary{"UsageSummary", kSummaryMembers};
const ObjectShape kKeyCounts{"KeyCounts", kKeyMembers};

}  // namespace picket::api
