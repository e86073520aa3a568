#include "ports/event_ranks.h"

#include <string>

namespace picket::ports {

Timestamp middle_of(const EventFilter& filter) noexcept {
  return *filter.start + (*filter.end - *filter.start) / 2;
}

Result<void> check_ranks(const IssueRankQuery& query) {
  const auto refuse = [](std::string why) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_rank_query", std::move(why)});
  };
  if (query.limit < 1 || query.limit > EventRanks::kMaxRanked) {
    return refuse("limit " + std::to_string(query.limit));
  }
  const bool has_range = query.filter.start && query.filter.end;
  if (query.rank == IssueRank::trend && !has_range) return refuse("a trend needs a range");
  return check_filter(query.filter);
}

}  // namespace picket::ports
