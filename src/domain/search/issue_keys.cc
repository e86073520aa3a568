#include <string_view>

#include "domain/search/keys.h"

namespace picket::domain::search {
namespace {

using enum ValueType;
using enum ValueRule;

constexpr std::string_view kPeople[] = {"me", "none", "my_teams"};
constexpr std::string_view kMe[] = {"me"};
constexpr std::string_view kLatest[] = {"latest"};
constexpr std::string_view kPriorities[] = {"high", "medium", "low"};
constexpr std::string_view kLevels[] = {"fatal", "error", "warning", "info", "debug", "sample"};
constexpr std::string_view kStatuses[] = {"unresolved", "resolved", "ignored"};
constexpr std::string_view kCategories[] = {"error",  "performance", "profile",        "cron",
                                            "replay", "feedback",    "uptime",         "metric",
                                            "outage", "frontend",    "http_client",    "db_query",
                                            "mobile", "ai_detected", "instrumentation"};

constexpr KeyInfo kIssueKeys[] = {
    {"age", date, none, "Since when the issue exists, such as -24h", "first_seen"},
    {"assigned", actor, assignee, "Who looks after the issue", "assigned_to", kPeople},
    {"assigned_or_suggested",
     actor,
     assignee,
     "Who does or should look after the issue",
     {},
     kPeople},
    {"assigned_to", actor, assignee, {}, {}, kPeople},
    {"bookmarked_by", actor, user, {}, {}, kMe},
    {"bookmarks", actor, user, "Who marked the issue", "bookmarked_by", kMe},
    {"date", date, none, "When an event happened"},
    {"detector", text, none, "Detector that made the issue"},
    {"dist", text, none, "Distribution (build) of the release", "sentry:dist"},
    {"event.timestamp", date, none, "When an event happened", "date"},
    {"first-release", text, release, {}, "first_release", kLatest},
    {"firstRelease", text, release, "Release in which the issue was first seen", "first_release",
     kLatest},
    {"firstSeen", date, none, "When the issue was first seen", "first_seen"},
    {"first_release", text, release, {}, {}, kLatest},
    {"first_seen", date},
    {"issue.category", text, category, "Category of the issue", {}, kCategories},
    {"issue.priority", number, priority, "Priority of the issue", "priority", kPriorities},
    {"issue.seer_last_run", date},
    {"issue.type", text, issue_type, "Type of the issue"},
    {"lastSeen", date, none, "When the issue was last seen", "last_seen"},
    {"last_seen", date},
    {"level", text, words, "Level of the issue", {}, kLevels},
    {"priority", number, priority, {}, {}, kPriorities},
    {"regressed_in_release", text, release, "Release in which the issue came back", {}, kLatest},
    {"release", text, release, "Release of an event", {}, kLatest},
    {"sentry:dist", text},
    {"status", number, status, "Status of the issue", {}, kStatuses},
    {"subscribed", actor, user, "Who follows the issue", "subscribed_by", kMe},
    {"subscribed_by", actor, user, {}, {}, kMe},
    {"substatus", number, substatus, "What the status of the issue is due to"},
    {"timesSeen", number, none, "Number of events of the issue", "times_seen"},
    {"times_seen", number},
};

}  // namespace

std::span<const KeyInfo> issue_keys() noexcept {
  return kIssueKeys;
}

}  // namespace picket::domain::search
