#include "adapters/events_duckdb/sums.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace picket::adapters::duck {
namespace {

/// Also before 1970.
Timestamp floor_to(Timestamp time, Duration width) noexcept {
  const Duration over = time.time_since_epoch() % width;
  return time - over - (over < Duration::zero() ? width : Duration::zero());
}

}  // namespace

std::size_t SumKeyHash::operator()(const SumKey& key) const noexcept {
  std::size_t hash = std::hash<std::string>{}(key.environment);
  for (const std::int64_t part : {to_unix_us(key.start), to_unix_us(key.received_day),
                                  key.project.value, key.issue.value, key.hash.value}) {
    hash = (hash ^ static_cast<std::size_t>(part)) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 32U;
  }
  return hash;
}

Sum& Sums::at(SumKey key, std::int64_t events, Timestamp oldest, Timestamp newest,
              const EventId& newest_event, bool handled) {
  key.start = floor_to(key.start, width_);
  const auto [found, is_new] = sums_.try_emplace(std::move(key));
  Sum& sum = found->second;
  sum.events += events;
  if (is_new || oldest < sum.oldest) sum.oldest = oldest;
  if (is_new || std::tie(newest, newest_event) > std::tie(sum.newest, sum.newest_event)) {
    sum.newest = newest;
    sum.newest_event = newest_event;
    sum.newest_handled = handled;
  }
  return sum;
}

void Sums::add(const SummedEvent& event) {
  SumKey key{event.timestamp, std::chrono::floor<std::chrono::days>(event.received),
             event.project,   event.issue,
             event.hash,      std::string(event.environment)};
  Sum& sum = at(std::move(key), 1, event.timestamp, event.timestamp, event.event, event.handled);
  if (!event.user.empty()) sum.users.add(user_hash(event.user));
}

Result<void, UserSketchError> Sums::add(const SumKey& key, const Sum& sum, std::string_view users) {
  return at(key, sum.events, sum.oldest, sum.newest, sum.newest_event, sum.newest_handled)
      .users.merge(users);
}

std::unordered_map<std::int64_t, std::int64_t> Sums::sizes() const {
  std::unordered_map<std::int64_t, std::int64_t> sizes;
  for (const auto& [key, sum] : sums_) ++sizes[to_unix_us(key.start)];
  return sizes;
}

std::vector<Sums::Map::value_type*> Sums::sorted() {
  std::vector<Map::value_type*> all;
  all.reserve(sums_.size());
  for (auto& entry : sums_) all.push_back(&entry);
  std::sort(all.begin(), all.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
  return all;
}

}  // namespace picket::adapters::duck
