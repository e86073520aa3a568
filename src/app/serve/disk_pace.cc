#include "app/serve/disk_pace.h"

#include <algorithm>
#include <chrono>

namespace picket::app {
namespace {

using Seconds = std::chrono::duration<double>;

/// Beyond it nobody counts on a pace of minutes.
constexpr Duration kLongest{std::chrono::days(365)};

}  // namespace

std::optional<Duration> DiskPace::look(Timestamp now, std::uint64_t free_bytes) {
  const MutexLock lock(mutex_);
  // A clock that was set back has no past.
  if (!looks_.empty() && looks_.back().when > now) looks_.clear();
  while (!looks_.empty() && looks_.front().when < now - kWindow) looks_.pop_front();
  if (looks_.empty() || now - looks_.back().when >= kStep) looks_.push_back({now, free_bytes});
  const Look& first = looks_.front();
  if (now - first.when < kShortest || first.free_bytes <= free_bytes) return std::nullopt;
  const double per_second = static_cast<double>(first.free_bytes - free_bytes) /
                            std::chrono::duration_cast<Seconds>(now - first.when).count();
  const Seconds left{static_cast<double>(free_bytes) / per_second};
  if (left > kLongest) return std::nullopt;
  return std::chrono::duration_cast<Duration>(left);
}

}  // namespace picket::app
