#include "obs/metrics.h"

#include <algorithm>

#include <fmt/format.h>

namespace picket::obs {
namespace {

std::string render_labels(const Labels& labels) {
  if (labels.empty()) return {};
  std::string text = "{";
  for (const auto& [key, value] : labels) {
    if (text.size() > 1) text += ',';
    text += key + "=\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') text += '\\';
      text += c == '\n' ? ' ' : c;
    }
    text += '"';
  }
  return text + '}';
}

/// `{a="b"}` plus le="x".
std::string with_bound(const std::string& labels, std::string_view bound) {
  if (labels.empty()) return fmt::format("{{le=\"{}\"}}", bound);
  return fmt::format("{},le=\"{}\"}}", std::string_view(labels).substr(0, labels.size() - 1),
                     bound);
}

}  // namespace

void Histogram::observe(double seconds) noexcept {
  const auto at = std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin();
  buckets_[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e6),
                    std::memory_order_relaxed);
}

std::string Histogram::text(std::string_view name, const std::string& labels) const {
  std::string out;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    total += buckets_[i].load(std::memory_order_relaxed);
    const std::string bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
    out += fmt::format("{}_bucket{} {}\n", name, with_bound(labels, bound), total);
  }
  const double sum = static_cast<double>(sum_us_.load(std::memory_order_relaxed)) / 1e6;
  return out + fmt::format("{0}_sum{1} {2}\n{0}_count{1} {3}\n", name, labels, sum, total);
}

void Registry::add_series(std::string_view name, std::string_view help, std::string_view type,
                          const Labels& labels, std::function<std::string(const Series&)> render) {
  series_.push_back(
      {std::string(name), std::string(help), type, render_labels(labels), std::move(render)});
}

Counter& Registry::counter(std::string_view name, std::string_view help, const Labels& labels) {
  const MutexLock lock(mutex_);
  Counter& c = counters_.emplace_back();
  add_series(name, help, "counter", labels, [&c](const Series& s) {
    return fmt::format("{}{} {}\n", s.name, s.labels, c.value());
  });
  return c;
}

Gauge& Registry::gauge(std::string_view name, std::string_view help, const Labels& labels) {
  const MutexLock lock(mutex_);
  Gauge& g = gauges_.emplace_back();
  add_series(name, help, "gauge", labels, [&g](const Series& s) {
    return fmt::format("{}{} {}\n", s.name, s.labels, g.value());
  });
  return g;
}

Histogram& Registry::histogram(std::string_view name, std::string_view help, const Labels& labels) {
  const MutexLock lock(mutex_);
  Histogram& h = histograms_.emplace_back();
  add_series(name, help, "histogram", labels,
             [&h](const Series& s) { return h.text(s.name, s.labels); });
  return h;
}

void Registry::gauge_from(std::string_view name, std::string_view help, const Labels& labels,
                          std::function<std::int64_t()> read) {
  const MutexLock lock(mutex_);
  add_series(name, help, "gauge", labels, [read = std::move(read)](const Series& s) {
    return fmt::format("{}{} {}\n", s.name, s.labels, read());
  });
}

std::string Registry::prometheus_text() const {
  std::vector<Series> series;
  {
    const MutexLock lock(mutex_);
    series = series_;  // Readers of gauges may block: not under the lock.
  }
  std::stable_sort(series.begin(), series.end(),
                   [](const Series& a, const Series& b) { return a.name < b.name; });
  std::string out;
  std::string_view family;
  for (const Series& s : series) {
    if (s.name != family)
      out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", s.name, s.help, s.name, s.type);
    family = s.name;
    out += s.render(s);
  }
  return out;
}

}  // namespace picket::obs
