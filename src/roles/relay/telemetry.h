// Metrics and log lines of the relay role.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/result.h"
#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::relay {

/// Why a request was not accepted; a closed set, as it is a metric label.
enum class Refused : std::uint8_t {
  auth,      ///< No usable credentials.
  body,      ///< Not an envelope, not an event.
  encoding,  ///< A content coding that is unknown or corrupt.
  too_large,
  project,  ///< Unknown key, disabled key or project, or the key of another project.
  origin,
  unavailable,  ///< Nothing wrong with it: 503.
  internal,
};
inline constexpr std::size_t kRefusedKinds = 8;

/// Thread-safe. Registry and logger outlive it.
class Telemetry {
 public:
  Telemetry(obs::Registry& registry, obs::Logger& logger);

  void received() { received_.add(); }
  void refused(Refused why) { refused_[static_cast<std::size_t>(why)]->add(); }
  void appended() { appended_.add(); }
  void dropped() { dropped_.add(); }

  void append_failed(const Error& error);
  void blobs_refused(const Error& error);
  /// An item that no code accounted for: a mistake of the program.
  void unaccounted(std::int64_t quantity);
  /// An exception where none may be.
  void threw(const char* what);

  void projects_loaded(std::int64_t version, std::size_t projects);
  void projects_unreadable(const Error& error);

  void outcomes_flushed(std::size_t sums) { outcome_sums_.add(sums); }
  void outcomes_kept(const Error& error);
  void outcome_lost(std::int64_t quantity);

 private:
  obs::Logger& logger_;
  obs::Counter& received_;
  obs::Counter& appended_;
  obs::Counter& dropped_;
  obs::Counter& append_failures_;
  obs::Counter& blob_failures_;
  obs::Counter& unaccounted_;
  obs::Counter& outcome_sums_;
  obs::Counter& outcomes_lost_;
  obs::Gauge& project_version_;
  obs::Counter& project_failures_;
  std::array<obs::Counter*, kRefusedKinds> refused_{};
};

}  // namespace picket::relay
