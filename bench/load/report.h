// The result of a run, as text and as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "load/percentile.h"

namespace picket::load {

/// What was not asked for, or could not be measured, is absent (JSON: null).
struct Report {
  std::uint64_t events = 0;
  std::uint64_t accepted = 0;
  std::map<int, std::uint64_t> refused;  ///< By status; 0: no answer.
  std::optional<std::uint64_t> lost;     ///< Answered 200 and never visible.
  std::optional<std::uint64_t> issues;   ///< That the organization has at the end.
  double seconds = 0;                    ///< Of sending.
  double accepted_per_s = 0;
  std::optional<double> visible_per_s;
  Latency answer;
  std::optional<Latency> visible;
  std::optional<double> server_cpu_us_per_event;
  std::optional<double> server_cpu_us_per_kb;  ///< Of raw event.
  std::optional<double> server_peak_rss_mb;
  std::optional<double> disk_bytes_per_event;
  double raw_bytes_per_event = 0;
  double gzip_bytes_per_event = 0;
  std::uint64_t prepared_late = 0;  ///< Events that the generator had to make in the timed part.

  std::uint64_t rejected() const noexcept { return events - accepted; }
};

std::string to_json(const Report& report);
std::string to_text(const Report& report);

}  // namespace picket::load
