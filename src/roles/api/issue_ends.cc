#include "roles/api/issue_ends.h"

#include <string>
#include <utility>

#include "domain/issue/activity.h"
#include "domain/issue/merge.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "roles/api/audit_record.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

Problem problem_of(domain::MergeFlaw flaw) {
  switch (flaw) {
    case domain::MergeFlaw::too_few:
      return too_few_to_merge();
    case domain::MergeFlaw::several_projects:
      return bad_request("Merging across multiple projects is not supported");
  }
  return bad_request("");
}

/// As they are within this transaction.
Answer<std::vector<domain::Issue>> read_again(const Call& call, std::vector<IssueId> ids) {
  ports::IssueQuery query;
  query.projects = call.grant.project_ids();
  query.limit = ids.size();
  query.issues = std::move(ids);
  auto issues = call.meta().issues().list(query);
  if (!issues) return unexpected(failed(issues.error()));
  return *std::move(issues);
}

}  // namespace

Problem too_few_to_merge() {
  return bad_request("At least two issues are needed to merge.");
}

Answer<json::object> merge_issues(const Call& call, std::vector<IssueId> ids) {
  const auto issues = read_again(call, std::move(ids));
  if (!issues) return unexpected(issues.error());
  const auto merge = domain::plan_merge(*issues);
  if (!merge) return unexpected(problem_of(merge.error()));
  if (const auto done = call.meta().issues().merge(*merge); !done) {
    if (done.error().code == "split_is_open")
      return unexpected(conflict("One of the issues is just being unmerged. Try again."));
    return unexpected(failed(done.error()));
  }
  json::array children;
  json::array told;
  for (const IssueId child : merge->children) {
    children.push_back(id_text(child.value));
    told.push_back(json::object{{"id", id_text(child.value)}});
  }
  const auto added = call.meta().issues().add_activity(
      {0, merge->parent, std::string(domain::activity::kMerge), call.user(), call.now,
       json::serialize(json::object{{"issues", std::move(told)}})});
  if (!added) return unexpected(failed(added.error()));
  return json::object{{"parent", id_text(merge->parent.value)}, {"children", std::move(children)}};
}

Answer<std::int64_t> discard_issue(const Call& call, const domain::Issue& issue) {
  const auto tombstone = call.meta().issues().discard(issue.id, call.user(), call.now);
  if (!tombstone) {
    if (tombstone.error().code == "too_many_tombstones")
      return unexpected(bad_request("The project discards as many hashes as it may."));
    return unexpected(failed(tombstone.error()));
  }
  const std::string short_id =
      domain::format_short_id(call.grant.find(issue.project)->slug, issue.short_number);
  const auto recorded = record_audit(
      call, {.event = "issue.discard",
             .target = issue.id.value,
             .data = {{"issues", json::array{short_id}}, {"tombstone", id_text(*tombstone)}}});
  if (!recorded) return unexpected(recorded.error());
  return *tombstone;
}

}  // namespace picket::api
