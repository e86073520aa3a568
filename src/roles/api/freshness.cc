#include "roles/api/freshness.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "base/rfc3339.h"
#include "protocol/topics.h"

namespace picket::api {
namespace {

constexpr Duration kMaxAge = std::chrono::seconds(1);

}  // namespace

DataAge data_age(std::span<const GroupLag> lag, Timestamp now) {
  DataAge age{0, now};
  for (const GroupLag& at : lag) {
    if (at.group != protocol::kGroupIngestConsumer) continue;
    age.pending += at.pending;
    age.until = std::min(age.until, now - at.oldest_pending);
  }
  return age;
}

/// A clock that was set back makes the figures old, not young.
bool Freshness::take_turn(Timestamp now) {
  const MutexLock lock(mutex_);
  const bool fresh = last_ && now >= measured_ && now - measured_ < kMaxAge;
  if (fresh || measuring_) return false;
  measuring_ = true;
  return true;
}

std::optional<DataAge> Freshness::look(Timestamp now) {
  if (!take_turn(now)) {
    const MutexLock lock(mutex_);
    return last_;
  }
  const auto lag = instance_.lag();
  const MutexLock lock(mutex_);
  measuring_ = false;
  measured_ = now;
  last_ = lag ? std::optional(data_age(*lag, now)) : std::nullopt;
  return last_;
}

void add_freshness(net::Response& response, const DataAge& age) {
  response.headers.set("X-Picket-Data-Until", format_rfc3339(age.until));
  response.headers.set("X-Picket-Pending", std::to_string(age.pending));
}

}  // namespace picket::api
