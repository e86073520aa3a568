#include "roles/api/issue_viewer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ports/factors.h"
#include "ports/issues.h"
#include "ports/users.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"
#include "roles/api/status_details.h"
#include "roles/api/user_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

std::string_view name_of(domain::FollowReason reason) noexcept {
  switch (reason) {
    case domain::FollowReason::comment:
      return "commented";
    case domain::FollowReason::assigned:
      return "assigned";
    case domain::FollowReason::bookmark:
      return "bookmarked";
    case domain::FollowReason::status_change:
      return "changed_status";
    case domain::FollowReason::mentioned:
      return "mentioned";
    case domain::FollowReason::team_mentioned:
      return "team_mentioned";
    case domain::FollowReason::unknown:
      break;
  }
  return "unknown";
}

std::vector<IssueId> ids_with(std::span<const domain::Issue> issues, domain::IssueStatus status) {
  std::vector<IssueId> ids;
  for (const domain::Issue& issue : issues) {
    if (issue.status == status) ids.push_back(issue.id);
  }
  return ids;
}

}  // namespace

Answer<json::value> People::user(UserId user) {
  if (!user) return json::value(nullptr);
  if (const auto known = users_.find(user); known != users_.end()) return known->second;
  ports::UserRepository& users = call_.meta().users();
  const auto found = users.get_user(user);
  if (!found) return unexpected(failed(found.error()));
  json::value shown;
  if (*found) {
    const auto totp = users.factors().find_totp(user);
    if (!totp) return unexpected(failed(totp.error()));
    json::object object = user_json(**found, totp->has_value());
    if (user == call_.user()) {
      auto emails = emails_json(**found, call_.meta());
      if (!emails) return unexpected(std::move(emails.error()));
      object["emails"] = *std::move(emails);
    }
    shown = std::move(object);
  }
  return users_.emplace(user, std::move(shown)).first->second;
}

Answer<json::value> People::user_actor(UserId user) {
  const auto found = this->user(user);
  if (!found || found->is_null()) return found;
  const json::object& known = found->get_object();
  return json::value(json::object{{"type", "user"},
                                  {"id", known.at("id")},
                                  {"name", known.at("name")},
                                  {"email", known.at("email")}});
}

Answer<json::value> People::team_actor(TeamId team) {
  if (const auto known = teams_.find(team); known != teams_.end()) return known->second;
  const auto found = call_.meta().organizations().get_team(team);
  if (!found) return unexpected(failed(found.error()));
  json::value shown;
  if (*found && (*found)->org == call_.grant.org) {
    shown = json::object{{"type", "team"}, {"id", id_text(team.value)}, {"name", (*found)->slug}};
  }
  return teams_.emplace(team, std::move(shown)).first->second;
}

Answer<json::value> People::actor(const domain::Assignee& who) {
  if (who.user) return user_actor(who.user);
  if (who.team) return team_actor(who.team);
  return json::value(nullptr);
}

Answer<IssueViewer> IssueViewer::read(const Call& call, std::span<const domain::Issue> issues) {
  IssueViewer viewer;
  const auto marks = call.meta().issues().marks_of(call.user(), ids_of(issues));
  if (!marks) return unexpected(failed(marks.error()));
  for (const domain::IssueMark& mark : *marks) viewer.marks_.emplace(mark.issue, mark);
  People people(call);
  for (const domain::Issue& issue : issues) {
    auto actor = people.actor(issue.assignee);
    if (!actor) return unexpected(std::move(actor.error()));
    viewer.assignees_.emplace(issue.id, *std::move(actor));
  }
  if (auto done = viewer.read_details(call, issues, people); !done)
    return unexpected(std::move(done.error()));
  return viewer;
}

Answer<void> IssueViewer::read_details(const Call& call, std::span<const domain::Issue> issues,
                                       People& people) {
  const auto snoozes =
      call.meta().issues().snoozes_of(ids_with(issues, domain::IssueStatus::ignored));
  if (!snoozes) return unexpected(failed(snoozes.error()));
  const auto resolutions =
      call.meta().issues().resolutions_of(ids_with(issues, domain::IssueStatus::resolved));
  if (!resolutions) return unexpected(failed(resolutions.error()));
  for (const auto& [id, snooze] : *snoozes) {
    auto actor = people.user(snooze.actor);
    if (!actor) return unexpected(std::move(actor.error()));
    const auto issue = std::find_if(issues.begin(), issues.end(),
                                    [&, id = id](const auto& one) { return one.id == id; });
    details_[id] = api::status_details(snooze, issue->times_seen, *std::move(actor));
  }
  for (const auto& [id, resolution] : *resolutions) {
    auto actor = people.user(resolution.actor);
    if (!actor) return unexpected(std::move(actor.error()));
    details_[id] = api::status_details(resolution, *std::move(actor));
  }
  return {};
}

json::object IssueViewer::status_details(IssueId issue) const {
  const auto found = details_.find(issue);
  return found == details_.end() ? json::object() : found->second;
}

json::value subscription_details(const domain::IssueMark& mark) {
  if (mark.following != domain::Following::on) return nullptr;
  return json::object{{"reason", name_of(mark.reason)}};
}

}  // namespace picket::api
