// Issues by what their events say: one pass over the rows that match.
#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "adapters/memory/event_store.h"

namespace picket::adapters {
namespace {

using domain::EventRow;
using ports::IssueRank;
using ports::RankedIssue;

std::int64_t key_of(const std::vector<const EventRow*>& rows, const ports::IssueRankQuery& query) {
  const auto size = static_cast<std::int64_t>(rows.size());
  switch (query.rank) {
    case IssueRank::last_seen: {
      Timestamp last = rows.front()->timestamp;
      for (const EventRow* row : rows) last = std::max(last, row->timestamp);
      return to_unix_us(last);
    }
    case IssueRank::events:
      return size;
    case IssueRank::users: {
      std::unordered_set<std::string_view> users;
      for (const EventRow* row : rows) users.insert(row->user);
      users.erase("");
      return static_cast<std::int64_t>(users.size());
    }
    case IssueRank::trend: {
      const Timestamp middle = ports::middle_of(query.filter);
      const auto late = std::count_if(rows.begin(), rows.end(), [middle](const EventRow* row) {
        return row->timestamp >= middle;
      });
      return late * 1000 / std::max<std::int64_t>(size - late, 1);
    }
  }
  return 0;
}

}  // namespace

Result<std::vector<RankedIssue>> MemoryEventStore::rank_issues(const ports::IssueRankQuery& query) {
  if (const auto checked = ports::check_ranks(query); !checked) {
    return unexpected(checked.error());
  }
  const auto before = [&query](const RankedIssue& a, const RankedIssue& b) {
    const auto left = std::tuple(a.key, a.issue);
    const auto right = std::tuple(b.key, b.issue);
    return query.ascending ? left < right : right < left;
  };
  const MutexLock lock(mutex_);
  std::map<IssueId, std::vector<const EventRow*>> by_issue;
  for (const EventRow* row : matching(query.filter)) by_issue[issue_of(*row)].push_back(row);
  std::vector<RankedIssue> ranked;
  for (const auto& [issue, rows] : by_issue) {
    const RankedIssue place{issue, key_of(rows, query)};
    if (!query.after || before(*query.after, place)) ranked.push_back(place);
  }
  std::sort(ranked.begin(), ranked.end(), before);
  if (ranked.size() > query.limit) ranked.resize(query.limit);
  return ranked;
}

}  // namespace picket::adapters
