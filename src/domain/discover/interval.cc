#include "domain/discover/interval.h"

#include <algorithm>
#include <chrono>

namespace picket::domain::discover {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

struct Default {
  Duration range;  ///< Up to this.
  Duration width;
};
/// 60 to 360 buckets, as many as a chart can show.
constexpr Default kDefaults[] = {
    {1h, 1min}, {days(1), 5min}, {days(7), 30min}, {days(14), 1h}, {days(60), 4h}};
constexpr Duration kWidest = days(1);

Duration default_width(Duration range) noexcept {
  for (const Default& one : kDefaults) {
    if (range <= one.range) return one.width;
  }
  return kWidest;
}

Timestamp round_down(Timestamp time, Duration width) noexcept {
  const Duration since = time.time_since_epoch();
  Duration over = since % width;
  if (over < Duration::zero()) over += width;
  return Timestamp(since - over);
}

Buckets buckets_of(const BucketsWish& wish, Duration width) noexcept {
  Buckets buckets{round_down(wish.start, width), width, 0};
  Timestamp end = round_down(wish.end, width);
  if (wish.partial && end < wish.end) end += width;
  const auto count = (end - buckets.start) / width;
  // One alone makes no line: Sentry adds another.
  buckets.count = count <= 1 ? 2 : static_cast<std::size_t>(count);
  return buckets;
}

bool is_useful(const BucketsWish& wish, Duration width) noexcept {
  return width > Duration::zero() && width <= wish.end - wish.start &&
         static_cast<std::size_t>((wish.end - wish.start) / width) + 2 <= wish.most;
}

}  // namespace

Buckets choose_buckets(const BucketsWish& wish) {
  if (wish.width && is_useful(wish, *wish.width)) return buckets_of(wish, *wish.width);
  Duration width = default_width(wish.end - wish.start);
  while (width < wish.end - wish.start && !is_useful(wish, width)) width *= 2;
  return buckets_of(wish, width);
}

}  // namespace picket::domain::discover
