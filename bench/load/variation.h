// Makes one event of a run out of a sample, keeping its shape and, within some 300 bytes, its size:
// what differs in production between two events of one place in the code differs here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "protocol/ids.h"

namespace picket::load {

inline constexpr std::size_t kReleases = 20;
inline constexpr std::size_t kUsers = 10'000;

struct Variation {
  EventId event_id;
  Timestamp timestamp;
  std::size_t issue = 0;
  std::size_t release = 0;
  std::size_t environment = 0;  ///< 0..2
  std::size_t user = 0;
  std::uint64_t correlation_id = 0;  ///< A new value in every event.
};

Variation draw_variation(std::size_t issue, Timestamp now, SeededRandom& random);

/// Changes exception types (or the innermost function, where the type does not count) and messages
/// by issue; sets transaction, release, environment, user and tags.
void vary(boost::json::object& event, const Variation& variation);

/// Letters only, different for different indexes: grouping takes digits for parameters.
std::string issue_word(std::size_t index);

}  // namespace picket::load
