// Metrics: declared once with help text, read as Prometheus text.
//
// Names are picket_<module>_<noun>_<unit>[_total]; label values come from closed sets only.
// Counting is a relaxed atomic add; per batch rather than per event where a batch is at hand.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/mutex.h"

namespace picket::obs {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
 public:
  void add(std::uint64_t n = 1) noexcept { value_.fetch_add(n, std::memory_order_relaxed); }
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class Gauge {
 public:
  void set(std::int64_t v) noexcept { value_.store(v, std::memory_order_relaxed); }
  void add(std::int64_t v) noexcept { value_.fetch_add(v, std::memory_order_relaxed); }
  std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// Seconds, in buckets from 100 us to 100 s.
class Histogram {
 public:
  static constexpr std::array<double, 13> kBounds = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1,
                                                     0.3,    1,      3,     10,    30,   100};
  void observe(double seconds) noexcept;
  std::string text(std::string_view name, const std::string& labels) const;

 private:
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> sum_us_{0};
};

/// Owns what it hands out; references stay valid as long as it lives. Thread-safe.
class Registry {
 public:
  /// Same name again with other labels: one more series of the same family.
  Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, const Labels& labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels = {});
  /// Asked when the page is read; must not block for long.
  void gauge_from(std::string_view name, std::string_view help, const Labels& labels,
                  std::function<std::int64_t()> read);

  std::string prometheus_text() const;

 private:
  struct Series {
    std::string name;
    std::string help;
    std::string_view type;
    std::string labels;  ///< Rendered: {a="b"} or empty.
    std::function<std::string(const Series&)> render;
  };

  void add_series(std::string_view name, std::string_view help, std::string_view type,
                  const Labels& labels, std::function<std::string(const Series&)> render)
      PICKET_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::deque<Counter> counters_ PICKET_GUARDED_BY(mutex_);
  std::deque<Gauge> gauges_ PICKET_GUARDED_BY(mutex_);
  std::deque<Histogram> histograms_ PICKET_GUARDED_BY(mutex_);
  std::vector<Series> series_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::obs
