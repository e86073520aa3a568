#include "domain/search/fields.h"

#include <algorithm>
#include <iterator>

namespace picket::domain::search {
namespace {

constexpr IssueColumn kIssueColumns[] = {
    {"assigned_to", IssueField::assignee},
    {"bookmarked_by", IssueField::bookmarked_by},
    {"first_release", IssueField::first_release},
    {"first_seen", IssueField::first_seen},
    {"issue", IssueField::short_id},
    {"issue.category", IssueField::category},
    {"issue.id", IssueField::id},
    {"issue.type", IssueField::category},
    {"last_seen", IssueField::last_seen},
    {"level", IssueField::level},
    {"message", IssueField::text, Mapping::contains},
    {"priority", IssueField::priority},
    {"regressed_in_release", IssueField::regressed_in},
    {"status", IssueField::status},
    {"subscribed_by", IssueField::subscribed_by},
    {"substatus", IssueField::substatus},
    {"times_seen", IssueField::times_seen},
};

constexpr EventColumn kEventColumns[] = {
    {"date", EventField::timestamp},
    {"device.family", EventField::tag, Mapping::same, {}, "device.family"},
    {"dist", EventField::dist},
    {"environment", EventField::environment},
    {"error.handled", EventField::handled},
    {"error.mechanism", EventField::tag, Mapping::same, {}, "mechanism"},
    {"error.unhandled", EventField::handled, Mapping::opposite},
    {"event.timestamp", EventField::timestamp},
    {"event.type", EventField::type},
    {"geo.city", EventField::tag, Mapping::same, {}, "geo.city"},
    {"geo.country_code", EventField::tag, Mapping::same, {}, "geo.country_code"},
    {"geo.region", EventField::tag, Mapping::same, {}, "geo.region"},
    {"http.url", EventField::tag, Mapping::same, {}, "url"},
    {"id", EventField::id},
    {"issue", EventField::short_id},
    {"issue.id", EventField::issue},
    {"level", EventField::level},
    {"location", EventField::culprit},
    {"message", EventField::text, Mapping::contains},
    {"platform.name", EventField::platform},
    {"project", EventField::project_slug},
    {"project.id", EventField::project},
    {"project_id", EventField::project},
    {"release", EventField::release},
    {"sdk.name", EventField::sdk_name},
    {"sdk.version", EventField::sdk_version},
    {"sentry:dist", EventField::dist},
    {"timestamp", EventField::timestamp},
    {"title", EventField::title},
    {"trace", EventField::trace_id},
    {"transaction", EventField::transaction},
    {"user", EventField::user, Mapping::user},
    {"user.email", EventField::user_email},
    {"user.id", EventField::user, Mapping::user_prefix, "id:"},
    {"user.ip", EventField::user, Mapping::user_prefix, "ip:"},
    {"user.username", EventField::user, Mapping::user_prefix, "username:"},
};

// Source: domain/issue/tag_set.h, user_tag().
constexpr std::string_view kUserPrefixes[] = {"id:", "username:", "email:", "ip:"};

template <class Table>
auto find(const Table& table, std::string_view key) noexcept -> decltype(std::begin(table)) {
  const auto* const found = std::find_if(std::begin(table), std::end(table),
                                         [key](const auto& column) { return column.key == key; });
  return found == std::end(table) ? nullptr : found;
}

}  // namespace

const IssueColumn* find_issue_column(std::string_view key) noexcept {
  return find(kIssueColumns, key);
}

const EventColumn* find_event_column(std::string_view key) noexcept {
  return find(kEventColumns, key);
}

std::span<const std::string_view> user_prefixes() noexcept {
  return kUserPrefixes;
}

}  // namespace picket::domain::search
