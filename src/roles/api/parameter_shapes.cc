#include "roles/api/parameter_shapes.h"

#include <algorithm>

#include "roles/api/discover_query.h"
#include "roles/api/issue_json.h"
#include "roles/api/parameters.h"
#include "roles/api/saved_search_fields.h"

namespace picket::api {
namespace {

constexpr std::string_view kIssueSorts[] = {"date", "new", "freq", "user", "trends"};
constexpr std::string_view kProjectIssueSorts[] = {"date", "new", "freq", "user"};
constexpr std::string_view kSearches[] = {"issues", "events"};
constexpr std::string_view kEventSorts[] = {"-timestamp", "timestamp"};
constexpr std::string_view kValueSorts[] = {"id",     "-id",       "date", "-date",      "count",
                                            "-count", "last_seen", "age",  "-last_seen", "-age"};
constexpr std::string_view kSeries[] = {"", "24h", "14d"};
constexpr std::string_view kListSeries[] = {"", "24h", "14d", "auto"};
constexpr std::string_view kProjectSeries[] = {"", "1h", "24h", "7d", "14d", "30d", "90d"};
constexpr std::string_view kStatuses[] = {"", "unresolved", "resolved", "ignored", "archived"};
constexpr std::string_view kKeyStatuses[] = {"", "active", "inactive"};
constexpr std::string_view kLetterStatuses[] = {"open", "all"};
constexpr std::string_view kVisibilities[] = {"visible", "hidden", "all"};
constexpr std::string_view kNone[] = {""};
constexpr std::string_view kStats[] = {"received", "generated", "rejected", "blacklisted"};
constexpr std::string_view kSums[] = {"sum(quantity)"};
constexpr std::string_view kResolutions[] = {"", "10s", "1h", "1d"};
constexpr std::string_view kDatasets[] = {"", "discover", "events", "errors"};
constexpr std::string_view kListCollapses[] = {"base", "stats", "lifetime", "filtered",
                                               "unhandled"};
constexpr std::string_view kDetailCollapses[] = {"release", "tags", "stats"};
constexpr std::string_view kEventCollapses[] = {"fullRelease"};
constexpr std::string_view kProjectCollapses[] = {"latestDeploys", "unusedFeatures"};
constexpr std::string_view kTeamCollapses[] = {"organization"};
constexpr std::string_view kTeamExpansions[] = {"projects", "externalTeams"};
constexpr std::string_view kMemberExpansions[] = {"teams", "roles", "projects"};

constexpr std::string_view kSessionFields[] = {"sum(session)", "crash_rate(session)",
                                               "crash_free_rate(session)"};
constexpr std::string_view kSessionGroups[] = {"project", "release", "environment",
                                               "session.status"};
constexpr std::string_view kFeedbackStatuses[] = {"", "unresolved"};
constexpr std::string_view kSavedSorts[] = {"",
                                            "name",
                                            "-name",
                                            "dateCreated",
                                            "-dateCreated",
                                            "dateUpdated",
                                            "-dateUpdated",
                                            "mostPopular",
                                            "-mostPopular",
                                            "recentlyViewed",
                                            "-recentlyViewed",
                                            "myqueries",
                                            "-myqueries"};
constexpr std::string_view kEventDatasets[] = {
    "",     "discover",        "errors",  "events", "issuePlatform",
    "logs", "metricsEnhanced", "ourlogs", "spans",  "transactions"};
constexpr std::string_view kTableFormats[] = {"", "json", "csv"};
constexpr std::string_view kReleaseStatuses[] = {"", "open", "archived"};
constexpr std::string_view kReleaseSorts[] = {"", "date"};

constexpr Shape kSessionField = one_of(kSessionFields);
constexpr Shape kSessionGroup = one_of(kSessionGroups);
constexpr Shape kSum = one_of(kSums);
constexpr Shape kListCollapse = one_of(kListCollapses);
constexpr Shape kDetailCollapse = one_of(kDetailCollapses);
constexpr Shape kEventCollapse = one_of(kEventCollapses);
constexpr Shape kProjectCollapse = one_of(kProjectCollapses);
constexpr Shape kTeamCollapse = one_of(kTeamCollapses);
constexpr Shape kIssueExpansion = one_of(kIssueExpansions);
constexpr Shape kTeamExpansion = one_of(kTeamExpansions);
constexpr Shape kMemberExpansion = one_of(kMemberExpansions);

constexpr std::string_view kPassedOver = "Taken for the sake of other clients, and passed over.";
constexpr std::string_view kAdds = "Parts to add to each item.";
constexpr std::string_view kLeavesOut = "Parts to leave out of each item.";
constexpr std::string_view kPeriodOfSeries = "Adds a series of counts over this period.";
constexpr std::string_view kSearch = "A search: words, and filters such as slug:web.";
constexpr std::string_view kEventSearch = "Only events that this search finds.";
constexpr std::string_view kOrder = "What comes first.";

constexpr ParameterShape kQuery[] = {
    {"", "actor", kInteger.from_to(1, 4'294'967'295), "Id of the user who did it."},
    {"", "adoptionStages", kText, kPassedOver},
    {"", "all_projects", kFlag, "All in one answer, without pages."},
    {"", "category", kTexts, "Kinds of data: error, transaction, attachment and more."},
    {"", "collapse", list_of(kListCollapse), kLeavesOut},
    {"organization_issue", "collapse", list_of(kDetailCollapse), kLeavesOut},
    {"organization_issue_event", "collapse", list_of(kEventCollapse), kPassedOver},
    {"organization_projects", "collapse", list_of(kProjectCollapse), kPassedOver},
    {"team_projects", "collapse", list_of(kProjectCollapse), kPassedOver},
    {"team", "collapse", list_of(kTeamCollapse), kLeavesOut},
    {"", "cursor", kText, "Where the page starts: from the Link header of another one."},
    {"", "dataset", one_of(kDatasets), kPassedOver},
    {"", "detailed", kText, "0: without teams and projects."},
    {"organization_teams", "detailed", kText, "0: without projects."},
    {"", "end", kText, "ISO 8601, exclusive; together with start."},
    {"", "download", kText, "With any value: the bytes instead of what is known of them."},
    {"", "environment", kTexts, "Names of environments."},
    {"", "event", kText, "The kind of change, as in `options` of the answer."},
    {"", "event_id", kTexts.up_to(kMaxPage), "Only of these events of the issue."},
    {"", "exclude", kText, kPassedOver},
    {"", "expand", list_of(kIssueExpansion), kAdds},
    {"team", "expand", list_of(kTeamExpansion), kAdds},
    {"organization_members", "expand", list_of(kMemberExpansion), kAdds},
    {"organization_repositories", "expand", kTexts, kPassedOver},
    {"", "features", kTexts, kPassedOver},
    {"", "field", list_of(kSum), "What is counted.", true},
    {"organization_sessions", "field", list_of(kSessionField), "What is counted.", true},
    {"", "flatten", kText, kPassedOver},
    {"", "full", kFlag, "Whole events instead of the short form."},
    {"", "group", kTexts, "Ids of issues; the search is passed over then."},
    {"", "groupBy", kTexts, "Of project, category, outcome, reason and key_id."},
    {"organization_sessions", "groupBy", list_of(kSessionGroup), "What the counts are split by."},
    {"", "groupStatsPeriod", one_of(kListSeries), kPeriodOfSeries},
    {"", "groups", kTexts.up_to(kMaxPage), "Ids of issues.", true},
    {"project_issues_delete", "groupStatsPeriod", kText, kPassedOver},
    {"project_issues_update", "groupStatsPeriod", kText, kPassedOver},
    {"", "group_id", kText, "Id of the issue that the event must belong to."},
    {"", "hashes", kTexts, "Grouping hashes; not together with query."},
    {"", "health", kText, kPassedOver},
    {"", "healthStatsPeriod", kText, kPassedOver},
    {"", "id", kTexts, "Ids of issues, instead of a search."},
    {"organization_issue_unmerge", "id", kTexts, "Grouping hashes that leave the issue."},
    {"organization_issue_unmerge_older", "id", kTexts, "Grouping hashes that leave the issue."},
    {"", "includeConfig", kText, kPassedOver},
    {"", "includeReplays", kText, kPassedOver},
    {"", "includeSeries", kText, "0: without series."},
    {"", "includeTotals", kText, "0: without totals."},
    {"", "includeTransactions", kText, kPassedOver},
    {"", "include_feature_flags", kText, kPassedOver},
    {"", "integration_id", kText, kPassedOver},
    {"", "interval", kText, "Width of a bucket, as 1h; divides a day."},
    {"", "key", kTexts.up_to(100), "Keys of tags; all without it."},
    {"", "limit", kInteger.from_to(1, 0), "Rows of a page; more than 100 are 100."},
    {"organization_recent_searches", "limit", kInteger.from_to(1, 0),
     "Rows; 3 without it, more than 100 are 100."},
    {"", "member", kText, kPassedOver},
    {"", "options", kTexts, "Names of stored options to add to each item."},
    {"", "organizationId", kText, "Slug or id of the one organization to look at."},
    {"", "outcome", kTexts, "Only what became of it so: accepted, filtered and more."},
    {"", "owner", kFlag, "Those that the caller owns, each with whether nobody else does."},
    {"", "per_page", kInteger.from_to(1, kMaxPage), "Rows of a page."},
    {"", "project", kTexts, "Ids or slugs of projects; -1 is all."},
    {"", "providerKey", kText, kPassedOver},
    {"", "provider_key", kText, kPassedOver},
    {"", "config", kText, "Id of another grouping config: newstyle:2023-01-11."},
    {"", "query", kText, kSearch},
    {"organization_issues_count", "query", kTexts.up_to(20), "Searches; each is counted."},
    {"organization_issue_events", "query", kText, "An event's id, or a search of events."},
    {"project_events", "query", kText, "An event's id, or a search of events."},
    {"organization_issue_event", "query", kText, "A search that latest and the like must meet."},
    {"organization_tag_values", "query", kText.up_to(200), "Text that the values hold."},
    {"organization_issue_tags", "query", kText, kEventSearch},
    {"organization_issue_tag", "query", kText, kEventSearch},
    {"organization_issue_tag_values", "query", kText, kEventSearch},
    {"organization_search_keys", "query", kText.up_to(200), "Text that the keys hold."},
    {"organization_search_values", "query", kText.up_to(200), "Text that the values hold."},
    {"organization_search_values", "key", kText.up_to(200), "A key of a search.", true},
    {"", "search", one_of(kSearches), "Which search: of issues (without it), or of events."},
    {"organization_issue_attachments", "query", kText, "A part of the name, or is:screenshot."},
    {"project_event_attachments", "query", kText, "A part of the name, or is:screenshot."},
    {"organization_sessions", "query", kText, "Of one release: release:1.0"},
    {"organization_discover_queries", "query", kText, "A part of the name."},
    {"organization_recent_searches", "query", kText, "What the search begins with."},
    {"organization_releases", "query", kText, "A part of the version."},
    {"project_releases", "query", kText, "A part of the version."},
    {"", "readable", kText, kPassedOver},
    {"", "reason", kTexts, "Only for these reasons."},
    {"", "resolution", one_of(kResolutions), "Width of a bucket."},
    {"", "screenshot", kText, "With any value: only images that are called so."},
    {"", "sessionStats", kText, kPassedOver},
    {"", "shortIdLookup", kFlag, "A query that is a short id finds this one issue."},
    {"", "since", kNumber, "Seconds since 1970; a day before until when absent."},
    {"", "sort", one_of(kIssueSorts), kOrder},
    {"project_issues", "sort", one_of(kProjectIssueSorts), kOrder},
    {"project_issues_delete", "sort", one_of(kProjectIssueSorts), kOrder},
    {"project_issues_update", "sort", one_of(kProjectIssueSorts), kOrder},
    {"organization_issue_events", "sort", one_of(kEventSorts), kOrder},
    {"project_events", "sort", one_of(kEventSorts), kOrder},
    {"organization_issue_tag_values", "sort", one_of(kValueSorts), kOrder},
    {"organization_tag_values", "sort", one_of(kValueSorts), kOrder},
    {"organization_releases", "sort", one_of(kReleaseSorts), kOrder},
    {"project_releases", "sort", one_of(kReleaseSorts), kOrder},
    {"", "sortBy", one_of(kNone), "Not supported."},
    {"organization_discover_queries", "sortBy", one_of(kSavedSorts), kOrder},
    {"", "start", kText, "ISO 8601, inclusive; together with end."},
    {"", "stat", one_of(kStats), "What is counted."},
    {"", "statsPeriod", kText, "Until now: 24h, 14d, digits alone are seconds."},
    {"project_issues", "statsPeriod", one_of(kSeries), kPeriodOfSeries},
    {"project_issues_delete", "statsPeriod", one_of(kSeries), kPassedOver},
    {"project_issues_update", "statsPeriod", one_of(kSeries), kPassedOver},
    {"organization_projects", "statsPeriod", one_of(kProjectSeries), kPeriodOfSeries},
    {"team_projects", "statsPeriod", one_of(kProjectSeries), kPeriodOfSeries},
    {"", "status", one_of(kStatuses), "Only issues of this status."},
    {"organization_keys", "status", one_of(kKeyStatuses), "Only keys of this status."},
    {"organization_dead_letters", "status", one_of(kLetterStatuses), "Open ones without it."},
    {"instance_dead_letters", "status", one_of(kLetterStatuses), "Open ones without it."},
    {"project_keys", "status", one_of(kKeyStatuses), "Only keys of this status."},
    {"organization_repositories", "status", kText, kPassedOver},
    {"project_user_feedback", "status", one_of(kFeedbackStatuses),
     "Without it those of unresolved issues and of none; empty: all."},
    {"projects", "status", kText, "active is what all projects are."},
    {"organization_releases", "status", one_of(kReleaseStatuses), "Open ones without it."},
    {"project_releases", "status", one_of(kReleaseStatuses), "Open ones without it."},
    {"", "summaryStatsPeriod", kText,
     "Adds how many events each release had in this period, and their share of all."},
    {"", "team", kText, "Slug or id of the team whose projects are meant."},
    {"", "transactionStats", kText, kPassedOver},
    {"", "type", kInteger.from_to(0, kMaxSearchType), "Of what: 0 of issues, 1 of events."},
    {"", "types", kTexts, "Only of these types, as event.minidump."},
    {"", "undo", kFlag, "Adds the requests that take the change back, or refuses it."},
    {"", "until", kNumber, "Seconds since 1970; now when absent."},
    {"", "useFlagsBackend", kText, kPassedOver},
    {"", "use_cache", kText, kPassedOver},
    {"", "utc", kFlag, "Dates without a zone are UTC; nothing else is supported."},
    {"", "visibility", one_of(kVisibilities), "Of environments."},
    // Of Discover.
    {"", "allowAggregateConditions", kText, kPassedOver},
    {"", "comparisonDelta", kInteger.from_to(1, 4'294'967'295),
     "Adds the numbers of so many seconds before."},
    {"organization_discover", "dataset", one_of(kEventDatasets),
     "discover, errors and events are all events; the others are empty."},
    {"organization_discover_flat", "dataset", one_of(kEventDatasets),
     "discover, errors and events are all events; the others are empty."},
    {"organization_discover_stats", "dataset", one_of(kEventDatasets),
     "discover, errors and events are all events; the others are empty."},
    {"organization_discover_timeseries", "dataset", one_of(kEventDatasets),
     "discover, errors and events are all events; the others are empty."},
    {"organization_discover_facets", "dataset", one_of(kEventDatasets),
     "discover, errors and events are all events; the others are empty."},
    {"organization_discover_meta", "dataset", one_of(kEventDatasets),
     "discover, errors and events are all events; the others are empty."},
    {"", "discoverSavedQueryId", kText, kPassedOver},
    {"organization_discover", "download", kText, "With any value: the whole table as CSV."},
    {"organization_discover_flat", "download", kText, "With any value: the whole table as CSV."},
    {"organization_discover_stats", "download", kText, "With any value: the chart as CSV."},
    {"organization_discover_timeseries", "download", kText, "With any value: the chart as CSV."},
    {"", "excludeOther", kFlag, "Without the line of what is in no top group."},
    {"organization_discover", "field", kTexts.up_to(kMaxFields),
     "Columns: fields, tags[...], functions as count().", true},
    {"organization_discover_flat", "field", kTexts.up_to(kMaxFields),
     "Columns: fields, tags[...], functions as count().", true},
    {"organization_discover_stats", "field", kTexts.up_to(kMaxFields),
     "What the top groups have in common."},
    {"", "format", one_of(kTableFormats), "csv: the whole table or chart as a file."},
    {"organization_discover_timeseries", "groupBy", kTexts.up_to(kMaxFields),
     "What the top groups have in common."},
    {"", "includeAll", kFlag, "All in one answer, without pages."},
    {"organization_discover_stats", "interval", kText,
     "Width of a bucket, as 1h; one that is of no use is replaced."},
    {"organization_discover_timeseries", "interval", kText,
     "Width of a bucket, as 1h; one that is of no use is replaced."},
    {"", "orderby", kTexts, "The same as sort."},
    {"", "partial", kFlag, "Also the last bucket, which has only begun."},
    {"", "referrer", kText, kPassedOver},
    {"", "sampling", kText, kPassedOver},
    {"organization_discover", "sort", kTexts,
     "Names of columns, a minus in front for the largest first."},
    {"organization_discover_flat", "sort", kTexts,
     "Names of columns, a minus in front for the largest first."},
    {"organization_discover_stats", "sort", kTexts,
     "Names of columns, a minus in front for the largest first."},
    {"organization_discover_timeseries", "sort", kTexts,
     "Names of columns, a minus in front for the largest first."},
    {"", "topEvents", kInteger.from_to(1, 10), "A line for each of so many groups."},
    {"", "useRpc", kText, kPassedOver},
    {"", "withoutZerofill", kFlag, "Without the buckets that have no events."},
    {"", "yAxis", kTexts.up_to(10), "Functions, as count(); that is what it is without one."},
};

constexpr ParameterShape kPath[] = {
    {"", "attachment", kText, "Id of an attachment."},
    {"", "auth", kText, "totp, or recovery for the codes."},
    {"", "codeowners", kText, "Id of a CODEOWNERS file."},
    {"", "environment", kText, "Name of an environment."},
    {"", "event", kText, "Id of an event; of an issue's also latest, oldest and recommended."},
    {"", "filter", kText, "Id of an inbound filter, as localhost."},
    {"", "issue", kText, "Id or short id of an issue."},
    {"", "key", kText, "Public half of a client key."},
    {"", "letter", kText, "Id of a dead letter."},
    {"", "member", kText, "Id of a membership, or me."},
    {"", "monitor", kText, "Slug or id of a monitor."},
    {"", "note", kText, "Id of a comment."},
    {"", "org", kText, "Slug or id of an organization."},
    {"", "project", kText, "Slug or id of a project."},
    {"", "project_event", kText, "Slug of a project, a colon, id of an event."},
    {"", "query", kText, "Id of a saved query of Discover."},
    {"", "search", kText, "Id of a saved search."},
    {"", "session", kText, "Id of a session."},
    {"", "short_id", kText, "Short id of an issue: WEB-1A."},
    {"", "tombstone", kText, "Id of a tombstone."},
    {"", "tag", kText, "Key of a tag."},
    {"", "team", kText, "Slug or id of a team."},
    {"", "token", kText, "Id of a token, or the secret of a link."},
    {"", "user", kText, "me, or one's own id."},
    {"", "version", kText, "Version of a release, a slash as %2F."},
};

}  // namespace

const ParameterShape* find_query_parameter(std::string_view route, std::string_view name) noexcept {
  const ParameterShape* found = nullptr;
  for (const ParameterShape& one : kQuery) {
    if (one.name != name) continue;
    if (one.route == route) return &one;
    if (one.route.empty()) found = &one;
  }
  return found;
}

const ParameterShape* find_path_parameter(std::string_view name) noexcept {
  const auto* const found = std::find_if(std::begin(kPath), std::end(kPath),
                                         [&](const auto& one) { return one.name == name; });
  return found == std::end(kPath) ? nullptr : found;
}

std::span<const ParameterShape> query_parameters() noexcept {
  return kQuery;
}

std::span<const ParameterShape> path_parameters() noexcept {
  return kPath;
}

}  // namespace picket::api
