#include "roles/api/shapes_discover.h"

#include "roles/api/shapes_events.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::string_view kTypes[] = {"string", "integer", "number", "percentage",
                                       "date",   "boolean", "array"};
constexpr Shape kType = one_of(kTypes);
constexpr Shape kFieldTypes = map_of(kType);
constexpr Shape kUnit = kText.or_null();
constexpr Shape kUnits = map_of(kUnit);
constexpr Member kMetaMembers[] = {{"fields", kFieldTypes},  {"units", kUnits},
                                   {"isMetricsData", kFlag}, {"isMetricsExtractedData", kFlag},
                                   {"tips", kAnyObject},     {"datasetReason", kText},
                                   {"dataset", kText}};
constexpr ObjectShape kMeta{"DiscoverMeta", kMetaMembers};

// By the names of the columns.
constexpr Shape kRows = list_of(kAnyObject);
constexpr Member kTableMembers[] = {{"data", kRows}, {"meta", kMeta}};
constexpr Member kFlatTableMembers[] = {{"data", kRows}, {"meta", kFieldTypes}};

constexpr Member kTotalMembers[] = {{"count", kInteger}};

constexpr Shape kFacetValueParts[] = {kText, kInteger};
constexpr Member kFacetValueMembers[] = {
    {"name", kText}, {"value", either_of(kFacetValueParts)}, {"count", kInteger}};
constexpr ObjectShape kFacetValue{"FacetValue", kFacetValueMembers};
constexpr Member kFacetMembers[] = {{"key", kText}, {"topValues", list_of(kFacetValue)}};

constexpr Member kPointMembers[] = {{"timestamp", kInteger},
                                    {"value", kAny},
                                    {"incomplete", kFlag},
                                    {"comparisonValue", kAny, optional}};
constexpr ObjectShape kTimePoint{"TimeseriesPoint", kPointMembers};
constexpr Member kGroupMembers[] = {{"key", kText}, {"value", kAny}};
constexpr ObjectShape kGroup{"TimeseriesGroup", kGroupMembers};
constexpr Member kSeriesMetaMembers[] = {{"valueType", kType},
                                         {"valueUnit", kUnit},
                                         {"interval", kInteger},
                                         {"order", kInteger, optional},
                                         {"isOther", kFlag, optional}};
constexpr ObjectShape kSeriesMeta{"TimeseriesMeta", kSeriesMetaMembers};
constexpr Member kLineMembers[] = {{"yAxis", kText},
                                   {"values", list_of(kTimePoint)},
                                   {"groupBy", list_of(kGroup), optional},
                                   {"meta", kSeriesMeta}};
constexpr ObjectShape kLine{"TimeseriesLine", kLineMembers};
constexpr Member kAnswerMetaMembers[] = {
    {"dataset", kText}, {"start", kInteger}, {"end", kInteger}};
constexpr ObjectShape kAnswerMeta{"TimeseriesAnswerMeta", kAnswerMetaMembers};
constexpr Member kTimeseriesMembers[] = {{"meta", kAnswerMeta}, {"timeSeries", list_of(kLine)}};

constexpr Member kEventMembers[] = {{"projectSlug", kText}};

}  // namespace

const ObjectShape kDiscoverTable{"DiscoverTable", kTableMembers};
const ObjectShape kFlatDiscoverTable{"FlatDiscoverTable", kFlatTableMembers};
const ObjectShape kEventTotal{"EventTotal", kTotalMembers};
const ObjectShape kFacet{"Facet", kFacetMembers};
const ObjectShape kTimeseries{"Timeseries", kTimeseriesMembers};
const ObjectShape kDiscoverEvent{"DiscoverEvent", kEventMembers, &kEvent};

}  // namespace picket::api
