#include "roles/api/status_details.h"

#include <algorithm>
#include <utility>

#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// 0 stands for no such condition.
json::value or_null(std::int64_t number) {
  return number > 0 ? json::value(number) : json::value(nullptr);
}

json::value left(std::int64_t count, std::chrono::minutes window, std::int64_t counted) {
  if (count == 0) return nullptr;
  // What a window holds is known at the question only.
  return window.count() > 0 ? count : std::max<std::int64_t>(count - counted, 0);
}

}  // namespace

json::object status_details(const domain::Snooze& snooze, std::int64_t times_seen,
                            json::value actor) {
  json::object details;
  details["ignoreCount"] = left(snooze.count, snooze.window, times_seen - snooze.times_seen);
  details["ignoreUntil"] = date_or_null(snooze.until);
  details["ignoreUserCount"] = left(snooze.user_count, snooze.user_window, snooze.users_seen);
  details["ignoreUserWindow"] = or_null(snooze.user_window.count());
  details["ignoreWindow"] = or_null(snooze.window.count());
  details["actor"] = std::move(actor);
  return details;
}

json::object status_details(const domain::Resolution& resolution, json::value actor) {
  switch (resolution.kind) {
    case domain::ResolutionKind::by_age:
      return {{"autoResolved", true}};
    case domain::ResolutionKind::in_next_release:
      return {{"inNextRelease", true}, {"actor", std::move(actor)}};
    case domain::ResolutionKind::in_release:
      break;
  }
  return {{"inRelease", resolution.release}, {"actor", std::move(actor)}};
}

}  // namespace picket::api
