#include "roles/api/issue_undo.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "domain/issue/names.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Releases are those of one project.
bool names_release(const json::object& body) {
  const json::value* const details = body.if_contains("statusDetails");
  if (details == nullptr || !details->is_object()) return false;
  return details->get_object().contains("inRelease") ||
         details->get_object().contains("inNextRelease");
}

/// What was waited for. A count of which nothing is left would be none, so that it is one event.
json::object conditions_of(const json::object& details) {
  json::object conditions;
  for (const auto& [name, value] : details) {
    if (name == "actor" || name == "autoResolved" || value.is_null()) continue;
    const bool over = value.is_int64() && value.get_int64() == 0;
    conditions[name] = over ? json::value(1) : value;
  }
  return conditions;
}

}  // namespace

Answer<void> check_undoable(const IssueUpdate& update) {
  const std::pair<bool, std::string_view> kinds[] = {
      {update.merge, "merge"},
      {update.discard, "discard"},
      {update.subscribed.has_value(), "isSubscribed"},
      {update.is_public.has_value(), "isPublic"},
      {update.inbox.has_value(), "inbox"}};
  for (const auto& [asked, name] : kinds) {
    if (asked)
      return unexpected(invalid_field(name, "This cannot be taken back: ask for it without undo."));
  }
  return {};
}

json::object status_back(const domain::Issue& issue, const json::object& details) {
  json::object back{{"status", domain::to_string(issue.status)}};
  if (issue.status != domain::IssueStatus::resolved)
    back["substatus"] = domain::to_string(issue.substatus);
  if (json::object conditions = conditions_of(details); !conditions.empty())
    back["statusDetails"] = std::move(conditions);
  return back;
}

std::string assignee_back(const domain::Assignee& who) {
  if (who.user) return fmt::format("user:{}", who.user.value);
  return who.team ? fmt::format("team:{}", who.team.value) : std::string();
}

void UndoSteps::add(const domain::Issue& issue, json::object body) {
  if (body.empty()) return;
  std::string alike = json::serialize(body);
  if (names_release(body)) alike += fmt::format(" {}", issue.project.value);
  Step& step = steps_[std::move(alike)];
  step.ids.push_back(id_text(issue.id.value));
  step.body = std::move(body);
}

json::array UndoSteps::to_json() && {
  json::array steps;
  for (auto& [alike, step] : steps_)
    steps.push_back(json::object{{"id", std::move(step.ids)}, {"body", std::move(step.body)}});
  return steps;
}

}  // namespace picket::api
