// How far what the API reads is behind what came in. Every answer says it, so that every page can.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/clock.h"
#include "base/mutex.h"
#include "net/http.h"
#include "roles/api/instance.h"

namespace picket::api {

struct DataAge {
  std::int64_t pending = 0;  ///< Events and items that wait.
  Timestamp until;           ///< All that came before it can be seen.
};

/// Of the group that stores what was sent; counts of what was dropped are no data that waits.
DataAge data_age(std::span<const GroupLag> lag, Timestamp now);

/// Thread-safe. Measures at most once a second, however many ask; meanwhile the last figures stand,
/// and nobody waits for whoever measures.
class Freshness {
 public:
  explicit Freshness(Instance& instance) : instance_(instance) {}

  /// Nullopt while it is unknown. Blocks on the log and on meta_db when it is its turn.
  std::optional<DataAge> look(Timestamp now);

 private:
  bool take_turn(Timestamp now);

  Instance& instance_;
  Mutex mutex_;
  bool measuring_ PICKET_GUARDED_BY(mutex_) = false;
  Timestamp measured_ PICKET_GUARDED_BY(mutex_);
  std::optional<DataAge> last_ PICKET_GUARDED_BY(mutex_);
};

/// `X-Picket-Data-Until` and `X-Picket-Pending`.
void add_freshness(net::Response& response, const DataAge& age);

}  // namespace picket::api
