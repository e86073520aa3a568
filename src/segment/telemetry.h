// What segment files say about themselves: log lines and metrics, together.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "obs/logger.h"
#include "obs/metrics.h"
#include "segment/file_system.h"
#include "segment/scanner.h"

namespace picket::segment {

/// One per store (log, blobs): the value of the label `store`. Thread-safe. Logger and registry
/// outlive it.
class Telemetry {
 public:
  enum class Store : std::uint8_t { log, blobs };

  Telemetry(obs::Logger& logger, obs::Registry& registry, Store store);

  void committed(std::size_t records, std::uint64_t bytes, std::chrono::nanoseconds took) noexcept;
  /// Nothing acknowledged is lost by this; the callers were refused.
  void append_failed(std::string_view file, IoError error);
  void rolled() noexcept { rolled_.add(); }
  /// At open: bytes after the last good record, which a crash left, were cut off.
  void tail_cut(std::string_view file, const Damage& tail);
  /// Records that were good once cannot be read any more.
  void damaged(std::string_view file, const Damage& damage);
  /// A whole file that should be there cannot be used.
  void file_unusable(std::string_view file, std::string_view reason, std::uint64_t bytes);
  void file_not_removed(std::string_view file, IoError error);
  /// Files of the store grew or shrank.
  void stored_bytes_changed(std::int64_t by) noexcept { stored_bytes_.add(by); }

 private:
  static constexpr std::size_t kErrors = 6;

  obs::Logger& logger_;
  const std::string_view store_;
  obs::Counter& records_;
  obs::Counter& bytes_;
  obs::Histogram& commit_seconds_;
  obs::Counter& rolled_;
  obs::Counter& cut_bytes_;
  obs::Counter& damaged_bytes_;
  obs::Gauge& stored_bytes_;
  std::array<obs::Counter*, kErrors> failures_;
};

}  // namespace picket::segment
