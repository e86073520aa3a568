#include "roles/api/shapes_searches.h"

#include "roles/api/discover_saved.h"
#include "roles/api/saved_search_fields.h"
#include "roles/api/shapes_people.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::string_view kVisibilities[] = {"organization", "owner", "owner_pinned"};
constexpr std::string_view kChosenVisibilities[] = {"organization", "owner"};
constexpr std::string_view kSources[] = {"user"};

constexpr Shape kName = kText.up_to(kMaxSearchName);
constexpr Shape kQuery = kText.up_to(kMaxKeptQuery);
constexpr Shape kType = kInteger.from_to(0, kMaxSearchType);
constexpr Shape kTop = kInteger.from_to(1, 10);
constexpr Shape kProjects = list_of(kInteger);

constexpr Member kSavedMembers[] = {{"id", kText},          {"type", kInteger},
                                    {"name", kText},        {"query", kText},
                                    {"sort", kText},        {"visibility", one_of(kVisibilities)},
                                    {"isGlobal", kFlag},    {"isPinned", kFlag},
                                    {"isOrgCustom", kFlag}, {"dateCreated", kDate}};
constexpr Member kRecentMembers[] = {{"id", kText},       {"organizationId", kText},
                                     {"type", kInteger},  {"query", kText},
                                     {"lastSeen", kDate}, {"dateCreated", kDate}};
constexpr Member kQueryMembers[] = {{"id", kText},
                                    {"name", kText},
                                    {"projects", kProjects},
                                    {"version", kInteger},
                                    {"queryDataset", one_of(kSavedDatasets)},
                                    {"datasetSource", one_of(kSources)},
                                    {"expired", kFlag},
                                    {"dateCreated", kDate},
                                    {"dateUpdated", kDate},
                                    {"createdBy", Shape(kUser).or_null()},
                                    {"environment", kTexts, optional},
                                    {"query", kText, optional},
                                    {"fields", kTexts, optional},
                                    {"widths", kTexts, optional},
                                    {"range", kText, optional},
                                    {"start", kText, optional},
                                    {"end", kText, optional},
                                    {"orderby", kText, optional},
                                    {"yAxis", kTexts, optional},
                                    {"display", one_of(kSavedDisplays), optional},
                                    {"topEvents", kTop, optional},
                                    {"interval", kText, optional}};

constexpr Member kSavedBodyMembers[] = {{"type", kType, optional},
                                        {"name", kName},
                                        {"query", kQuery},
                                        {"sort", one_of(kKeptSorts), optional},
                                        {"visibility", one_of(kChosenVisibilities), optional}};
constexpr Member kPinnedBodyMembers[] = {
    {"type", kType, optional}, {"query", kQuery}, {"sort", one_of(kKeptSorts), optional}};
constexpr Member kTypeBodyMembers[] = {{"type", kType, optional}};
constexpr Member kRecentBodyMembers[] = {{"type", kType, optional}, {"query", kQuery}};
constexpr Member kHomepageBodyMembers[] = {{"projects", kProjects.up_to(100), optional},
                                           {"queryDataset", one_of(kSavedDatasets), optional},
                                           {"environment", kTexts.up_to(100), optional},
                                           {"query", kQuery, optional},
                                           {"fields", kTexts.up_to(20), optional},
                                           {"widths", kTexts.up_to(20), optional},
                                           {"range", kText.up_to(20), optional},
                                           {"start", kText.up_to(50), optional},
                                           {"end", kText.up_to(50), optional},
                                           {"orderby", kText.up_to(500), optional},
                                           {"yAxis", kTexts.up_to(20), optional},
                                           {"display", one_of(kSavedDisplays), optional},
                                           {"topEvents", kTop, optional},
                                           {"interval", kText.up_to(20), optional},
                                           {"version", kInteger.from_to(1, 2), optional}};
constexpr Member kQueryBodyMembers[] = {{"name", kName}};

}  // namespace

const ObjectShape kSavedSearch{"SavedSearch", kSavedMembers};
const ObjectShape kRecentSearch{"RecentSearch", kRecentMembers};
const ObjectShape kDiscoverQuery{"DiscoverQuery", kQueryMembers};
const ObjectShape kSavedSearchBody{"SavedSearchBody", kSavedBodyMembers};
const ObjectShape kPinnedSearchBody{"PinnedSearchBody", kPinnedBodyMembers};
const ObjectShape kSearchTypeBody{"SearchTypeBody", kTypeBodyMembers};
const ObjectShape kRecentSearchBody{"RecentSearchBody", kRecentBodyMembers};
const ObjectShape kDiscoverHomepageBody{"DiscoverHomepageBody", kHomepageBodyMembers};
const ObjectShape kDiscoverQueryBody{"DiscoverQueryBody", kQueryBodyMembers,
                                     &kDiscoverHomepageBody};

}  // namespace picket::api
