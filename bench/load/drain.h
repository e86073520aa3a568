// When is everything that was accepted also processed?
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <sys/types.h>

#include "base/result.h"
#include "load/api.h"
#include "load/schedule.h"

namespace picket::load {

/// How the waits below are done; tests shorten them.
struct DrainPatience {
  std::chrono::milliseconds poll{20};
  /// Without one more event: what is missing by then is lost.
  std::chrono::milliseconds give_up{30'000};
};

/// Events answered last that must all be readable: several partitions drain side by side.
inline constexpr std::size_t kTail = 100;

/// When the last of the tail of `accepted` became readable, or when patience ended; `so_far` where
/// all were at the first question, as asking takes time of its own.
Result<SteadyTime, std::string> wait_until_readable(Api& api, std::span<const EventId> accepted,
                                                    SteadyTime so_far,
                                                    const DrainPatience& patience = {});

struct Counted {
  SteadyTime at;             ///< When the last of them was there.
  std::uint64_t shown = 0;   ///< Events that the issues count more than before.
  std::uint64_t issues = 0;  ///< That there are then.
};

/// Counts the issues' events until they are `expected` more than before. `readable_at` is from
/// wait_until_readable(): what the first count finds was there then.
Result<Counted, std::string> count_visible(Api& api, std::uint64_t expected,
                                           std::uint64_t events_before, SteadyTime readable_at,
                                           const DrainPatience& patience = {});

/// Without an API: until the process rests, for at most a minute. When it began to rest.
SteadyTime wait_until_idle(pid_t pid);

}  // namespace picket::load
