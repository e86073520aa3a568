#include "roles/api/issue_activity.h"

#include <string>
#include <utility>

#include "domain/issue/names.h"
#include "ports/issues.h"
#include "protocol/json.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_json.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

json::object first_seen(const domain::Issue& issue) {
  return {{"id", "0"},
          {"user", nullptr},
          {"sentry_app", nullptr},
          {"type", "first_seen"},
          {"data", {{"priority", domain::to_string(issue.initial_priority)}}},
          {"dateCreated", date_text(issue.first_seen)}};
}

/// Whom an unmerge concerns besides, in the place of its id; null when it is gone.
Answer<void> show_other(const Call& call, std::string_view member, json::object& data) {
  const std::string by_id = std::string(member) + "_id";
  const json::value id = member_or_null(data, by_id);
  if (!id.is_string()) return {};
  data.erase(by_id);
  data[member] = nullptr;
  const auto other = find_issue(call, std::string_view(id.get_string()));
  if (!other && other.error().status == 404) return {};
  if (!other) return unexpected(other.error());
  const auto viewer = IssueViewer::read(call, {&*other, 1});
  if (!viewer) return unexpected(viewer.error());
  data[member] = issue_base(call, *other, *viewer);
  return {};
}

}  // namespace

Answer<json::object> activity_json(const domain::Activity& activity, People& people) {
  auto user = people.user(activity.actor);
  if (!user) return unexpected(std::move(user.error()));
  auto data = protocol::parse_json(activity.data_json);
  json::object shown;
  shown["id"] = id_text(activity.id);
  shown["user"] = *std::move(user);
  shown["sentry_app"] = nullptr;
  shown["type"] = activity.type;
  shown["data"] = data && data->is_object() ? std::move(*data) : json::value(json::object());
  shown["dateCreated"] = date_text(activity.created);
  return shown;
}

Answer<json::array> story_json(const Call& call, const domain::Issue& issue, People& people) {
  ports::ActivityQuery query{issue.id};
  query.limit = kMaxActivities - 1;
  const auto activities = call.meta().issues().activities(query);
  if (!activities) return unexpected(failed(activities.error()));
  json::array story;
  for (const domain::Activity& one : *activities) {
    auto shown = activity_json(one, people);
    if (!shown) return unexpected(std::move(shown.error()));
    json::object& data = shown->at("data").get_object();
    for (const std::string_view member : {"destination", "source"}) {
      if (auto done = show_other(call, member, data); !done)
        return unexpected(std::move(done.error()));
    }
    story.push_back(*std::move(shown));
  }
  story.push_back(first_seen(issue));
  return story;
}

Answer<net::Response> list_issue_activities(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  People people(call);
  auto story = story_json(call, *issue, people);
  if (!story) return unexpected(std::move(story.error()));
  json::object body;
  body["activity"] = *std::move(story);
  return json_response(std::move(body));
}

}  // namespace picket::api
