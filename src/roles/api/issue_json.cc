#include "roles/api/issue_json.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "domain/issue/facts.h"
#include "domain/issue/names.h"
#include "domain/issue/short_id.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

json::object project_ref(const domain::ProjectConfig& project) {
  return {{"id", id_text(project.project.value)},
          {"name", project.name.empty() ? project.slug : project.name},
          {"slug", project.slug},
          {"platform", text_or_null(project.platform)}};
}

/// As stored, plus what clients look for here, too: the title, and the priority that the issue
/// began with.
json::object metadata_of(const domain::Issue& issue) {
  const domain::IssueFacts& facts = issue.facts;
  boost::system::error_code failed;
  json::value stored = json::parse(facts.metadata_json, failed);
  json::object metadata =
      !failed && stored.is_object() ? std::move(stored.get_object()) : json::object();
  metadata.emplace("title", facts.title);  // Stays when it is there.
  metadata.emplace("initial_priority", static_cast<int>(issue.initial_priority));
  return metadata;
}

/// What the issue is to the caller.
void add_view(const domain::Issue& issue, const domain::IssueMark& mark, json::object& shown) {
  shown["isBookmarked"] = mark.bookmarked;
  shown["isSubscribed"] = mark.following == domain::Following::on;
  shown["subscriptionDetails"] = subscription_details(mark);
  shown["hasSeen"] = mark.seen && *mark.seen >= issue.active;
}

}  // namespace

json::object issue_base(const Call& call, const domain::Issue& issue, const IssueViewer& viewer) {
  const domain::ProjectConfig* const project = call.grant.find(issue.project);
  PICKET_ASSERT(project != nullptr);
  const domain::IssueFacts& facts = issue.facts;
  json::object shown;
  shown["id"] = id_text(issue.id.value);
  shown["shareId"] = text_or_null(issue.share_id);
  shown["shortId"] = domain::format_short_id(project->slug, issue.short_number);
  shown["title"] = facts.title;
  shown["culprit"] = facts.culprit;
  shown["permalink"] = fmt::format("{}/organizations/{}/issues/{}/", call.options.url,
                                   call.org_slug(), issue.id.value);
  shown["logger"] = text_or_null(facts.logger);
  shown["level"] = domain::to_string(facts.level);
  shown["status"] = domain::to_string(issue.status);
  shown["statusDetails"] = viewer.status_details(issue.id);
  shown["substatus"] = text_or_null(domain::to_string(issue.substatus));
  shown["isPublic"] = !issue.share_id.empty();
  shown["platform"] = text_or_null(facts.platform);
  shown["project"] = project_ref(*project);
  shown["type"] = facts.type.empty() ? "default" : std::string_view(facts.type);
  shown["metadata"] = metadata_of(issue);
  shown["numComments"] = issue.comments;
  shown["assignedTo"] = viewer.assignee(issue.id);
  add_view(issue, viewer.mark(issue.id), shown);
  shown["annotations"] = json::array();
  shown["issueType"] = "error";
  shown["issueCategory"] = "error";
  shown["priority"] = domain::to_string(issue.priority);
  shown["priorityLockedAt"] =
      issue.priority_locked ? date_text(*issue.priority_locked) : json::value(nullptr);
  shown["seerFixabilityScore"] = nullptr;
  shown["seerAutofixLastTriggered"] = nullptr;
  shown["seerExplorerAutofixLastTriggered"] = nullptr;
  return shown;
}

void add_expansions(json::object& issue, std::span<const std::string> words) {
  for (const std::string& word : words) {
    if (word == "inbox" || word == "owners") {
      issue[word] = nullptr;
    } else if (word == "latestEventHasAttachments") {
      issue[word] = false;
    } else {
      issue[word] = json::array();
    }
  }
}

json::value release_ref(std::string_view version) {
  if (version.empty()) return nullptr;
  return json::object{{"version", version}};
}

}  // namespace picket::api
