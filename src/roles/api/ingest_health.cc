// How far processing is: for a member by group and topic, for whoever runs the server by partition.
#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "ports/dead_letters.h"
#include "roles/api/freshness.h"
#include "roles/api/instance_handlers.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

double seconds_of(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

/// One for each topic of a group, in the order of the first of its partitions.
std::vector<GroupLag> by_topic(const std::vector<GroupLag>& partitions) {
  std::vector<GroupLag> topics;
  for (const GroupLag& at : partitions) {
    const auto same = std::ranges::find_if(topics, [&](const GroupLag& one) {
      return one.group == at.group && one.topic == at.topic;
    });
    if (same == topics.end()) {
      topics.push_back(at);
      continue;
    }
    same->pending += at.pending;
    same->oldest_pending = std::max(same->oldest_pending, at.oldest_pending);
  }
  return topics;
}

}  // namespace

Answer<net::Response> show_ingest_health(Call& call, Instance& instance) {
  const auto lag = instance.lag();
  if (!lag) return unexpected(failed(lag.error()));
  const auto open = call.meta().dead_letters().count({.projects = call.grant.project_ids()});
  if (!open) return unexpected(failed(open.error()));
  const DataAge age = data_age(*lag, call.now);
  json::value left;
  if (const auto full = instance.until_full())
    left = std::chrono::duration_cast<std::chrono::seconds>(*full).count();
  json::array groups;
  for (const GroupLag& at : by_topic(*lag)) {
    groups.push_back(json::object{{"group", at.group},
                                  {"topic", at.topic},
                                  {"pending", at.pending},
                                  {"oldestPendingSeconds", seconds_of(at.oldest_pending)}});
  }
  return json_response(json::object{{"dataUntil", date_text(age.until)},
                                    {"pending", age.pending},
                                    {"oldestPendingSeconds", seconds_of(call.now - age.until)},
                                    {"groups", std::move(groups)},
                                    {"deadLetters", *open},
                                    {"secondsUntilFull", std::move(left)}});
}

Answer<net::Response> show_queue(Call& call, Instance& instance) {
  const auto lag = instance.lag();
  if (!lag) return unexpected(failed(lag.error()));
  const auto open = call.meta().dead_letters().count_open();
  if (!open) return unexpected(failed(open.error()));
  std::int64_t pending = 0;
  Duration oldest{0};
  json::array partitions;
  for (const GroupLag& at : *lag) {
    pending += at.pending;
    oldest = std::max(oldest, at.oldest_pending);
    partitions.push_back(json::object{
        {"group", at.group},
        {"topic", at.topic},
        {"partition", at.partition},
        {"committedOffset", at.committed ? json::value(*at.committed) : json::value(nullptr)},
        {"logStartOffset", at.log_start},
        {"logEndOffset", at.log_end},
        {"pending", at.pending},
        {"oldestPendingSeconds", seconds_of(at.oldest_pending)}});
  }
  return json_response(json::object{{"pending", pending},
                                    {"oldestPendingSeconds", seconds_of(oldest)},
                                    {"partitions", std::move(partitions)},
                                    {"deadLetters", *open}});
}

}  // namespace picket::api
