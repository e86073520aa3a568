// `organizations/{org}/stats_v2/`. Source: shared spec "api", section 14.1.
#include <utility>

#include "roles/api/json_text.h"
#include "roles/api/usage.h"
#include "roles/api/usage_series.h"

namespace picket::api {
namespace {

namespace json = boost::json;

json::object by_json(const UsageGroup& group, const ports::OutcomeSplit& by) {
  json::object shown;
  if (by.project) shown["project"] = group.project.value;
  if (by.key) shown["key_id"] = group.key.value;
  if (by.category) shown["category"] = group.category;
  if (by.outcome) shown["outcome"] = protocol::to_string(group.outcome);
  if (by.reason) shown["reason"] = group.reason;
  return shown;
}

json::object group_json(const UsageGroup& group, const UsageCounts& counts,
                        const UsageQuery& query) {
  json::object shown{{"by", by_json(group, query.by)},
                     {"totals", json::object{{"sum(quantity)", counts.total}}}};
  if (!query.by.project)
    shown["series"] =
        json::object{{"sum(quantity)", json::array(counts.series.begin(), counts.series.end())}};
  return shown;
}

json::array intervals_json(const UsageQuery& query) {
  json::array shown;
  for (Timestamp at = query.start; at < query.end; at += query.interval)
    shown.push_back(date_text(at));
  return shown;
}

}  // namespace

Answer<net::Response> show_usage(Call& call) {
  const auto query = read_usage_query(call.parameters, call.now);
  if (!query) return unexpected(query.error());
  // Events and bytes do not add up.
  if (query->categories.empty() && !query->by.category)
    return unexpected(bad_request("Query must have category as groupby or filter"));
  // As Sentry's: by project there are totals only, an organization may have thousands.
  const bool with_series = !query->by.project;
  auto usage = read_usage(call, *query, with_series);
  if (!usage) return unexpected(usage.error());
  const ports::OutcomeSplit& by = query->by;
  if (usage->empty() && !by.project && !by.key && !by.category && !by.outcome && !by.reason)
    (*usage)[{}].series.resize(query->intervals());
  json::array groups;
  for (const auto& [group, counts] : *usage) groups.push_back(group_json(group, counts, *query));
  json::object answer{{"start", date_text(query->start)}, {"end", date_text(query->end)}};
  if (with_series) answer["intervals"] = intervals_json(*query);
  answer["groups"] = std::move(groups);
  return json_response(std::move(answer));
}

}  // namespace picket::api
