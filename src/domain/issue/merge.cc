#include "domain/issue/merge.h"

#include <algorithm>

namespace picket::domain {
namespace {

bool is_bigger(const Issue* a, const Issue* b) {
  if (a->times_seen != b->times_seen) return a->times_seen > b->times_seen;
  return a->id.value > b->id.value;
}

/// One for each issue, however often it was named.
std::vector<const Issue*> distinct(std::span<const Issue> issues) {
  std::vector<const Issue*> found;
  for (const Issue& issue : issues) found.push_back(&issue);
  const auto by_id = [](const Issue* a, const Issue* b) { return a->id.value < b->id.value; };
  const auto same = [](const Issue* a, const Issue* b) { return a->id == b->id; };
  std::sort(found.begin(), found.end(), by_id);
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace

Result<IssueMerge, MergeFlaw> plan_merge(std::span<const Issue> issues) {
  const std::vector<const Issue*> all = distinct(issues);
  if (all.size() < 2) return unexpected(MergeFlaw::too_few);
  const Issue& parent = **std::min_element(all.begin(), all.end(), is_bigger);
  const Issue* first = &parent;
  IssueMerge merge;
  merge.parent = parent.id;
  merge.last_seen = parent.last_seen;
  merge.assignee = parent.assignee;
  for (const Issue* issue : all) {
    if (issue->project != parent.project) return unexpected(MergeFlaw::several_projects);
    if (issue != &parent) merge.children.push_back(issue->id);
    if (issue->first_seen < first->first_seen) first = issue;
    merge.last_seen = std::max(merge.last_seen, issue->last_seen);
    merge.times_seen += issue->times_seen;
    merge.comments += issue->comments;
    if (!merge.assignee) merge.assignee = issue->assignee;
  }
  merge.first_seen = first->first_seen;
  merge.first_release = first->facts.release;
  return merge;
}

Result<std::vector<std::size_t>, UnmergeFlaw> plan_unmerge(std::span<const std::string> hashes,
                                                           std::span<const std::string> asked) {
  std::vector<std::size_t> leaving;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (std::find(asked.begin(), asked.end(), hashes[i]) != asked.end()) leaving.push_back(i);
  }
  if (leaving.empty()) return unexpected(UnmergeFlaw::nothing);
  if (leaving.size() == hashes.size()) return unexpected(UnmergeFlaw::everything);
  return leaving;
}

SplitShare share_of_split(const IssueState& source, const IssueState& target,
                          const StoredEvents& of_source, const StoredEvents& of_target) {
  SplitShare share{0, target.first_seen, target.last_seen, source.first_seen, source.last_seen};
  share.events = std::clamp<std::int64_t>(of_target.events - target.times_seen, 0,
                                          std::max<std::int64_t>(source.times_seen, 0));
  if (of_target.events > 0) {
    share.first_seen = of_target.first_seen;
    share.last_seen = of_target.last_seen;
    // The store may not have the newest yet.
    if (target.times_seen > 0) share.last_seen = std::max(share.last_seen, target.last_seen);
  }
  if (of_source.events == 0) return share;
  share.source_last_seen = of_source.last_seen;
  const bool all_stored = of_source.events >= source.times_seen - share.events;
  if (all_stored) share.source_first_seen = of_source.first_seen;
  return share;
}

}  // namespace picket::domain
