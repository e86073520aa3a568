// Taking hashes out of an issue again. Source: shared spec "api", section 10, and "issues", section
// 7.
#include <string>
#include <utility>
#include <vector>

#include "domain/issue/activity.h"
#include "domain/issue/facts.h"
#include "domain/issue/merge.h"
#include "ports/issues.h"
#include "roles/api/issue_end_handlers.h"
#include "roles/api/issue_hashes.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

Problem being_unmerged() {
  return conflict("Already being unmerged");
}

struct Leaving {
  std::vector<HashId> ids;
  json::array fingerprints;
  domain::IssueFacts facts;  ///< Of an event with one of the hashes, if one was found.
};

/// The worker looks again when the event store knows what left.
domain::IssueFacts facts_for_now(const domain::Issue& issue, const domain::EventRow* row) {
  domain::IssueFacts facts = issue.facts;
  if (row == nullptr) return facts;
  facts.title = row->title;
  facts.culprit = row->culprit;
  facts.level = row->level;
  facts.type = row->type;
  facts.platform = row->platform;
  return facts;
}

Answer<Leaving> choose(const Call& call, const domain::Issue& issue,
                       const std::vector<std::string>& asked) {
  const auto shown = shown_hashes(call, issue);
  if (!shown) return unexpected(shown.error());
  std::vector<std::string> names;
  for (const ports::IssueHash& hash : shown->hashes) names.push_back(hash.hash);
  const auto places = domain::plan_unmerge(names, asked);
  if (!places && places.error() == domain::UnmergeFlaw::everything)
    return unexpected(bad_request("An issue keeps at least one of its hashes."));
  if (!places) return unexpected(being_unmerged());
  Leaving leaving;
  const domain::EventRow* row = nullptr;
  for (const std::size_t place : *places) {
    const ports::IssueHash& hash = shown->hashes[place];
    leaving.ids.push_back(hash.id);
    leaving.fingerprints.emplace_back(hash.hash);
    const auto latest = shown->latest.find(hash.id);
    if (latest == shown->latest.end()) continue;
    if (row == nullptr || row->timestamp < latest->second.timestamp) row = &latest->second;
  }
  leaving.facts = facts_for_now(issue, row);
  return leaving;
}

/// `member` names the other issue.
Answer<void> tell(const Call& call, IssueId issue, std::string_view type,
                  const json::array& fingerprints, std::string_view member, IssueId other) {
  const auto told = call.meta().issues().add_activity(
      {0, issue, std::string(type), call.user(), call.now,
       json::serialize(
           json::object{{"fingerprints", fingerprints}, {member, id_text(other.value)}})});
  if (!told) return unexpected(failed(told.error()));
  return {};
}

}  // namespace

Answer<net::Response> unmerge_issue(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  const std::vector<std::string> asked = call.parameters.all("id");
  if (asked.empty()) return json_response(json::object());
  const auto leaving = choose(call, *issue, asked);
  if (!leaving) return unexpected(leaving.error());
  ports::IssueRepository& issues = call.meta().issues();
  const auto target = issues.create(issue->project, leaving->facts, issue->first_seen,
                                    domain::initial_priority(leaving->facts.level));
  if (!target) return unexpected(failed(target.error()));
  if (const auto split = issues.split(issue->id, *target, leaving->ids); !split) {
    if (split.error().code == "split_is_open") return unexpected(being_unmerged());
    return unexpected(failed(split.error()));
  }
  auto told = tell(call, issue->id, domain::activity::kUnmergeSource, leaving->fingerprints,
                   "destination_id", *target);
  if (!told) return unexpected(std::move(told.error()));
  told = tell(call, *target, domain::activity::kUnmergeDestination, leaving->fingerprints,
              "source_id", issue->id);
  if (!told) return unexpected(std::move(told.error()));
  return empty_response(202);
}

}  // namespace picket::api
