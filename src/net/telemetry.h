// What the HTTP edge counts and says.
#pragma once

#include <array>
#include <string_view>

#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::net {

enum class TimeoutPhase : std::uint8_t { idle, header, body, write };

/// Thread-safe; one per server.
class Telemetry {
 public:
  Telemetry(obs::Logger& logger, obs::Registry& metrics);

  void listening(std::string_view where);
  void stopped(bool in_time);
  void accept_failed(std::string_view reason);
  void connection_opened() {
    accepted_.add();
    connections_.add(1);
  }
  void connection_closed() { connections_.add(-1); }
  void connection_refused() { refused_.add(); }
  void timed_out(TimeoutPhase phase) { timeouts_[static_cast<std::size_t>(phase)]->add(); }
  void answered(int status, std::size_t bytes);
  /// A part of a body that follows its header.
  void sent(std::size_t bytes) { sent_bytes_.add(bytes); }
  /// While its request was worked on.
  void client_left() { left_.add(); }
  void stream_broke() { broken_streams_.add(); }
  void received(std::size_t bytes) { received_bytes_.add(bytes); }
  void handler_threw(std::string_view route, std::string_view what);
  /// Something threw where nothing may throw; the connection is closed.
  void connection_threw(std::string_view what);
  obs::Gauge& body_bytes() { return body_bytes_; }

 private:
  obs::Logger& logger_;
  obs::Gauge& connections_;
  obs::Counter& accepted_;
  obs::Counter& refused_;
  obs::Counter& received_bytes_;
  obs::Counter& sent_bytes_;
  obs::Counter& handler_failures_;
  obs::Counter& left_;
  obs::Counter& broken_streams_;
  obs::Gauge& body_bytes_;
  std::array<obs::Counter*, 5> by_class_{};  ///< 1xx to 5xx.
  std::array<obs::Counter*, 4> timeouts_{};
};

}  // namespace picket::net
