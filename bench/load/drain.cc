#include "load/drain.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "load/process.h"

namespace picket::load {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kIdleWindow{500};
/// A tick or two in the window is what timers cost.
constexpr std::chrono::milliseconds kIdleCpu{20};
constexpr std::chrono::seconds kIdleGiveUp{60};

}  // namespace

Result<SteadyTime, std::string> wait_until_readable(Api& api, std::span<const EventId> accepted,
                                                    SteadyTime so_far,
                                                    const DrainPatience& patience) {
  SteadyTime progress = steady_clock::now();
  bool missed = false;
  std::span<const EventId> tail = accepted.last(std::min(accepted.size(), kTail));
  while (!tail.empty()) {
    const auto visible = api.is_visible(tail.back());
    if (!visible) return unexpected(visible.error());
    const SteadyTime now = steady_clock::now();
    if (*visible) {
      tail = tail.first(tail.size() - 1);
      progress = now;
      if (std::exchange(missed, false)) so_far = now;
      continue;
    }
    missed = true;
    if (now - progress >= patience.give_up) {
      break;
    }
    std::this_thread::sleep_for(patience.poll);
  }
  return missed ? progress : so_far;
}

Result<Counted, std::string> count_visible(Api& api, std::uint64_t expected,
                                           std::uint64_t events_before, SteadyTime readable_at,
                                           const DrainPatience& patience) {
  Counted counted{.at = readable_at};
  SteadyTime progress = steady_clock::now();
  for (bool first = true;; first = false) {
    const SteadyTime asked = steady_clock::now();
    const auto totals = api.issue_totals();
    if (!totals) return unexpected(totals.error());
    const std::uint64_t shown = totals->events - std::min(events_before, totals->events);
    if (shown > counted.shown) {
      if (!first) counted.at = asked;
      progress = asked;
    }
    counted.shown = shown;
    counted.issues = totals->issues;
    if (shown >= expected || asked - progress >= patience.give_up) return counted;
    std::this_thread::sleep_for(patience.poll);
  }
}

SteadyTime wait_until_idle(pid_t pid) {
  const SteadyTime start = steady_clock::now();
  auto before = cpu_time(pid);
  while (true) {
    const SteadyTime window = steady_clock::now();
    if (!before) return window;
    std::this_thread::sleep_for(kIdleWindow);
    const auto after = cpu_time(pid);
    if (!after || *after - *before <= kIdleCpu) return window;
    if (steady_clock::now() - start >= kIdleGiveUp) return steady_clock::now();
    before = after;
  }
}

}  // namespace picket::load
