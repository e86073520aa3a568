#include "roles/api/shapes_projects.h"

#include "domain/project/settings.h"
#include "roles/api/key_json.h"
#include "roles/api/project_fields.h"
#include "roles/api/shapes_people.h"
#include "roles/api/shapes_structure.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr Member kRefMembers[] = {
    {"id", kText}, {"name", kText}, {"slug", kText}, {"platform", kText.or_null()}};

constexpr Member kBaseMembers[] = {{"id", kText},
                                   {"slug", kText},
                                   {"name", kText},
                                   {"platform", kText.or_null()},
                                   {"dateCreated", kDate},
                                   {"isBookmarked", kFlag},
                                   {"isMember", kFlag},
                                   {"hasAccess", kFlag},
                                   {"features", kTexts},
                                   {"firstEvent", kDate.or_null()},
                                   {"firstTransactionEvent", kFlag},
                                   {"access", kTexts},
                                   {"hasFeedbacks", kFlag},
                                   {"hasFlags", kFlag},
                                   {"hasMinifiedStackTrace", kFlag},
                                   {"hasMonitors", kFlag},
                                   {"hasNewFeedbacks", kFlag},
                                   {"hasProfiles", kFlag},
                                   {"hasReplays", kFlag},
                                   {"hasSessions", kFlag},
                                   {"hasInsightsHttp", kFlag},
                                   {"hasInsightsDb", kFlag},
                                   {"hasInsightsAssets", kFlag},
                                   {"hasInsightsAppStart", kFlag},
                                   {"hasInsightsScreenLoad", kFlag},
                                   {"hasInsightsVitals", kFlag},
                                   {"hasInsightsCaches", kFlag},
                                   {"hasInsightsQueues", kFlag},
                                   {"hasInsightsAgentMonitoring", kFlag},
                                   {"hasInsightsMCP", kFlag},
                                   {"hasLogs", kFlag},
                                   {"hasTraceMetrics", kFlag}};
constexpr ObjectShape kBase{"ProjectBase", kBaseMembers};

constexpr Member kTeamRefMembers[] = {{"id", kText}, {"slug", kText}, {"name", kText}};
constexpr ObjectShape kTeamRef{"TeamRef", kTeamRefMembers};
constexpr Member kProcessingMembers[] = {{"symbolicationDegraded", kFlag}};
constexpr ObjectShape kProcessing{"EventProcessing", kProcessingMembers};

constexpr Member kShownMembers[] = {{"team", Shape(kTeamRef).or_null()},
                                    {"teams", list_of(kTeamRef)},
                                    {"platforms", kTexts},
                                    {"hasUserReports", kFlag},
                                    {"latestRelease", kNull},
                                    {"eventProcessing", kProcessing}};
constexpr ObjectShape kShown{"ProjectShown", kShownMembers, &kBase};
constexpr Member kSummaryMembers[] = {
    {"environments", kTexts}, {"stats", kSeries, optional}, {"options", kAnyObject, optional}};

constexpr Member kStatusMembers[] = {{"isInternal", kFlag},
                                     {"isPublic", kFlag},
                                     {"avatar", kAvatar},
                                     {"color", kText},
                                     {"status", kText}};

constexpr Member kAccessMembers[] = {{"access", kTexts}};
constexpr ObjectShape kOrganizationOfProject{"OrganizationOfProject", kAccessMembers,
                                             &kOrganizationSummary};
constexpr Member kListedMembers[] = {{"isInternal", kFlag},
                                     {"isPublic", kFlag},
                                     {"avatar", kAvatar},
                                     {"color", kText},
                                     {"status", kText},
                                     {"eventProcessing", kProcessing},
                                     {"organization", kOrganizationOfProject}};

constexpr ObjectShape kOptions{.name = "ProjectOptions", .settings = &domain::project_options};
constexpr Member kPresetMembers[] = {{"tags", kTexts}, {"context", kAnyObject}};
constexpr ObjectShape kPreset{"HighlightPreset", kPresetMembers};
constexpr Member kDetailMembers[] = {{"isInternal", kFlag},
                                     {"isPublic", kFlag},
                                     {"avatar", kAvatar},
                                     {"color", kText},
                                     {"status", kText},
                                     {"organization", kOrganizationOfProject},
                                     {"options", kOptions},
                                     {"allowedDomains", kTexts},
                                     {"highlightPreset", kPreset},
                                     {"derivedGroupingEnhancements", kText},
                                     {"plugins", kAnyList},
                                     {"processingIssues", kInteger},
                                     {"dynamicSamplingBiases", kNull},
                                     {"isDynamicallySampled", kFlag},
                                     {"tempestFetchScreenshots", kFlag},
                                     {"autofixAutomationTuning", kText},
                                     {"seerScannerAutomation", kFlag},
                                     {"seerNightshiftTweaks", kNull},
                                     {"scmSourceContextEnabled", kFlag},
                                     {"debugFilesRole", kText.or_null()}};

constexpr Member kLimitMembers[] = {{"window", kInteger}, {"count", kInteger}};
constexpr ObjectShape kLimit{"RateLimit", kLimitMembers};
constexpr Member kDsnMembers[] = {
    {"secret", kText},   {"public", kText},      {"csp", kText},         {"security", kText},
    {"minidump", kText}, {"nel", kText},         {"unreal", kText},      {"crons", kText},
    {"cdn", kText},      {"playstation", kText}, {"integration", kText}, {"otlp_traces", kText},
    {"otlp_logs", kText}};
constexpr ObjectShape kDsn{"Dsn", kDsnMembers};
constexpr Member kSdkMembers[] = {{"choices", list_of(kTexts)}};
constexpr ObjectShape kSdk{"BrowserSdk", kSdkMembers};
constexpr ObjectShape kLoader{.name = "LoaderOptions", .settings = &domain::loader_options};
constexpr Member kKeyMembers[] = {{"id", kText},
                                  {"name", kText},
                                  {"label", kText},
                                  {"public", kText},
                                  {"secret", kText.or_null()},
                                  {"projectId", kInteger},
                                  {"isActive", kFlag},
                                  {"rateLimit", Shape(kLimit).or_null()},
                                  {"dsn", kDsn},
                                  {"browserSdk", kSdk},
                                  {"dateCreated", kDate},
                                  {"dynamicSdkLoaderOptions", kLoader}};

constexpr Shape kActiveParts[] = {kFlag, kTexts};
constexpr Member kFilterMembers[] = {{"id", kText}, {"active", either_of(kActiveParts)}};
constexpr Member kFilterBodyMembers[] = {{"active", kFlag, optional},
                                         {"subfilters", kTexts.up_to(32), optional}};

constexpr Member kEnvironmentMembers[] = {{"id", kText}, {"name", kText}};
constexpr Member kHiddenMembers[] = {{"isHidden", kFlag}};

constexpr std::int64_t kMaxSlug = 100;
constexpr std::int64_t kMaxPlatform = 64;
constexpr Member kCreateMembers[] = {{"name", kText.up_to(50)},
                                     {"slug", kText.up_to(kMaxSlug), optional},
                                     {"platform", kText.up_to(kMaxPlatform), optional},
                                     {"default_rules", kFlag, optional}};
constexpr ObjectShape kOptionsChange{
    .name = "ProjectOptionsChange", .settings = &written_options, .of_settings = optional};
constexpr Member kChangeMembers[] = {{"name", kText.up_to(200), optional},
                                     {"slug", kText.up_to(kMaxSlug), optional},
                                     {"platform", kText.up_to(kMaxPlatform), optional},
                                     {"isBookmarked", kFlag, optional},
                                     {"allowedDomains", kTexts.up_to(100), optional},
                                     {"options", kOptionsChange, optional}};

constexpr Member kLimitBodyMembers[] = {{"count", kInteger.from_to(0, 1'000'000'000), optional},
                                        {"window", kInteger.from_to(0, 86'400), optional}};
constexpr ObjectShape kLimitBody{"RateLimitChange", kLimitBodyMembers};
constexpr ObjectShape kLoaderBody{
    .name = "LoaderOptionsChange", .settings = &domain::loader_options, .of_settings = optional};
constexpr Member kKeyBodyMembers[] = {{"name", kText.up_to(kMaxKeyName), optional},
                                      {"isActive", kFlag, optional},
                                      {"rateLimit", Shape(kLimitBody).or_null(), optional},
                                      {"dynamicSdkLoaderOptions", kLoaderBody, optional}};

constexpr Member kWithTeamMembers[] = {{"team_slug", kText}};

}  // namespace

const ObjectShape kProjectRef{"ProjectRef", kRefMembers};
const ObjectShape kProjectSummary{"ProjectSummary", kSummaryMembers, &kShown};
const ObjectShape kProjectWithTeam{"ProjectWithTeam", kWithTeamMembers, &kProjectSummary};
const ObjectShape kProjectDetail{"ProjectDetail", kDetailMembers, &kShown,
                                 &domain::project_settings};
const ObjectShape kProjectOfTeam{"ProjectOfTeam", kStatusMembers, &kBase};
const ObjectShape kListedProject{"ListedProject", kListedMembers, &kBase};
const ObjectShape kProjectKey{"ProjectKey", kKeyMembers, nullptr, &domain::key_settings};
const ObjectShape kInboundFilter{"InboundFilter", kFilterMembers};
const ObjectShape kEnvironment{"Environment", kEnvironmentMembers};
const ObjectShape kProjectEnvironment{"ProjectEnvironment", kHiddenMembers, &kEnvironment};

const ObjectShape kCreateProjectBody{"CreateProject", kCreateMembers};
const ObjectShape kProjectChangeBody{"ProjectChange", kChangeMembers, nullptr,
                                     &domain::project_settings, optional};
const ObjectShape kProjectKeyBody{"ProjectKeyChange", kKeyBodyMembers, nullptr,
                                  &domain::key_settings, optional};
const ObjectShape kEnvironmentBody{"EnvironmentChange", kHiddenMembers};
const ObjectShape kInboundFilterBody{"InboundFilterChange", kFilterBodyMembers};

}  // namespace picket::api
