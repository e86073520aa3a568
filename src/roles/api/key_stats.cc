// What came in by one client key. Source: shared spec "api", section 4.8.
#include <chrono>
#include <utility>
#include <vector>

#include "roles/api/key_json.h"
#include "roles/api/stats_range.h"
#include "roles/api/usage.h"

namespace picket::api {
namespace {

namespace json = boost::json;

struct KeyCounts {
  std::int64_t accepted = 0;
  std::int64_t filtered = 0;
  std::int64_t dropped = 0;  ///< By a limit.

  void add(const protocol::OutcomeCount& row) noexcept {
    using protocol::Outcome;
    if (row.outcome == Outcome::accepted) accepted += row.quantity;
    if (row.outcome == Outcome::filtered) filtered += row.quantity;
    if (row.outcome == Outcome::rate_limited || row.outcome == Outcome::abuse)
      dropped += row.quantity;
  }
};

}  // namespace

Answer<net::Response> show_key_stats(Call& call) {
  const auto key = read_key(call);
  if (!key) return unexpected(key.error());
  const auto range = read_stats_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  ports::OutcomeSeriesQuery query = error_series(call, *range);
  query.key = key->id;
  query.split = {.outcome = true};
  const auto rows = call.meta().outcomes().series(query);
  if (!rows) return unexpected(failed(rows.error()));
  std::vector<KeyCounts> counts(range->buckets());
  for (const protocol::OutcomeCount& row : *rows) counts[range->bucket_of(row.minute)].add(row);
  json::array shown;
  Timestamp at = range->start;
  for (const KeyCounts& one : counts) {
    const auto second = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    shown.push_back({{"ts", second},
                     {"total", one.accepted + one.filtered + one.dropped},
                     {"accepted", one.accepted},
                     {"filtered", one.filtered},
                     {"dropped", one.dropped}});
    at += range->bucket;
  }
  return json_response(std::move(shown));
}

}  // namespace picket::api
