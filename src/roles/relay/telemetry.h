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
  limited,  ///< Over a quota, at least in part: 429.
};
inline constexpr std::size_t kRefusedKinds = 9;

/// What became of the items of all requests since the start. Received are those of a known project;
/// what is neither kept, dropped nor forgotten is in progress.
struct ItemBalance {
  std::int64_t received = 0;
  std::int64_t kept = 0;           ///< Handed over to the log, or of no account.
  std::int64_t dropped = 0;        ///< With an outcome.
  std::int64_t forgotten = 0;      ///< By a mistake of the program: invalid/internal.
  std::int64_t outcomes_lost = 0;  ///< Quantities that found no place while the log refused.

  std::int64_t in_progress() const noexcept { return received - kept - dropped - forgotten; }
};

/// Thread-safe. Registry and logger outlive it.
class Telemetry {
 public:
  Telemetry(obs::Registry& registry, obs::Logger& logger);

  void received() { received_.add(); }
  void refused(Refused why) { refused_[static_cast<std::size_t>(why)]->add(); }
  void appended() { appended_.add(); }
  void dropped() { dropped_.add(); }
  void limited() { limited_.add(); }

  void item_received() noexcept { items_received_.add(); }
  void item_kept() noexcept { items_kept_.add(); }
  void item_dropped() noexcept { items_dropped_.add(); }
  void item_forgotten() noexcept { items_forgotten_.add(); }
  /// Settled counts are read first, so that nothing is in progress a negative number of times.
  ItemBalance balance() const noexcept;

  void append_failed(const Error& error);
  void blobs_refused(const Error& error);
  void limiter_failed(const Error& error);
  /// An item that no code accounted for: a mistake of the program.
  void unaccounted(std::int64_t quantity);
  /// An exception where none may be.
  void threw(const char* what);

  void projects_loaded(std::int64_t version, std::size_t projects);
  void projects_unreadable(const Error& error);
  void usual_rates_unreadable(const Error& error);

  obs::Gauge& expanded_bytes() noexcept { return expanded_bytes_; }

  void outcomes_flushed(std::size_t sums) { outcome_sums_.add(sums); }
  void outcomes_kept(const Error& error);
  void outcome_lost(std::int64_t quantity);

 private:
  obs::Logger& logger_;
  obs::Counter& received_;
  obs::Counter& appended_;
  obs::Counter& dropped_;
  obs::Counter& limited_;
  obs::Counter& items_received_;
  obs::Counter& items_kept_;
  obs::Counter& items_dropped_;
  obs::Counter& items_forgotten_;
  obs::Counter& append_failures_;
  obs::Counter& blob_failures_;
  obs::Counter& limiter_failures_;
  obs::Counter& unaccounted_;
  obs::Counter& outcome_sums_;
  obs::Counter& outcomes_lost_;
  obs::Gauge& project_version_;
  obs::Gauge& expanded_bytes_;
  obs::Counter& project_failures_;
  std::array<obs::Counter*, kRefusedKinds> refused_{};
};

}  // namespace picket::relay
