#include "domain/issue/story.h"

#include <boost/json.hpp>

#include "base/rfc3339.h"
#include "domain/issue/activity.h"
#include "domain/issue/names.h"

namespace picket::domain::story {
namespace {

namespace json = boost::json;

Told told(std::string_view type, const json::object& data = {}) {
  return {type, json::serialize(data)};
}

/// Null for no such condition.
json::value number(std::int64_t value) {
  return value > 0 ? json::value(value) : json::value(nullptr);
}

json::value time(const std::optional<Timestamp>& value) {
  return value ? json::value(format_rfc3339(*value)) : json::value(nullptr);
}

/// The conditions in the words of the request that set them.
json::object conditions(const std::optional<Snooze>& snooze) {
  const Snooze of = snooze.value_or(Snooze{});
  json::object data;
  data["ignoreCount"] = number(of.count);
  data["ignoreDuration"] = nullptr;
  data["ignoreUntil"] = time(of.until);
  data["ignoreUserCount"] = number(of.user_count);
  data["ignoreUserWindow"] = number(of.user_window.count());
  data["ignoreWindow"] = number(of.window.count());
  return data;
}

}  // namespace

Told regression(std::string_view version, const std::optional<Resolution>& resolution,
                bool follows_versions) {
  json::object data;
  data["version"] = version;
  if (resolution && !resolution->release.empty()) {
    data["resolved_in_version"] = resolution->release;
    data["follows_semver"] = follows_versions;
  }
  return told(activity::kRegression, data);
}

std::string begin_of_regression(std::string_view version, bool goes_on) {
  std::string text = json::serialize(json::object{{"version", version}});
  text.pop_back();               // The brace,
  if (goes_on) text.pop_back();  // and the quote.
  return text;
}

Told escalating(std::int64_t events, std::int64_t ceiling) {
  return told(activity::kEscalating, {{"event_count", events}, {"forecast", ceiling}});
}

Told escalating(const Snooze& expired) {
  json::object snooze;
  snooze["until"] = time(expired.until);
  snooze["count"] = number(expired.count);
  snooze["window"] = number(expired.window.count());
  snooze["user_count"] = number(expired.user_count);
  snooze["user_window"] = number(expired.user_window.count());
  return told(activity::kEscalating, {{"expired_snooze", std::move(snooze)}});
}

Told ongoing(std::chrono::days after) {
  return told(activity::kOngoing, {{"after_days", after.count()}});
}

Told unresolved() {
  return told(activity::kUnresolved);
}

Told unresolved(const Snooze& expired) {
  return told(activity::kUnresolved, conditions(expired));
}

Told resolved(const std::optional<Resolution>& resolution) {
  if (!resolution) return told(activity::kResolved);
  json::object data;
  data["version"] = resolution->pending ? "" : resolution->release;
  if (!resolution->current_version.empty())
    data["current_release_version"] = resolution->current_version;
  return told(activity::kResolvedInRelease, data);
}

Told resolved_by_age(std::chrono::hours age) {
  return told(activity::kResolvedByAge, {{"age", age.count()}});
}

Told ignored(const std::optional<Snooze>& snooze, std::optional<std::chrono::minutes> duration,
             bool until_escalating) {
  json::object data = conditions(snooze);
  if (duration) data["ignoreDuration"] = duration->count();
  data["ignoreUntilEscalating"] = until_escalating;
  return told(activity::kIgnored, data);
}

Told priority(Priority priority, std::string_view reason) {
  return told(activity::kPriority, {{"priority", to_string(priority)}, {"reason", reason}});
}

}  // namespace picket::domain::story
