#include "net/telemetry.h"

#include <algorithm>
#include <string>

namespace picket::net {

Telemetry::Telemetry(obs::Logger& logger, obs::Registry& metrics)
    : logger_(logger),
      connections_(metrics.gauge("picket_net_connections", "Open connections")),
      accepted_(metrics.counter("picket_net_connections_total", "Connections accepted")),
      refused_(metrics.counter("picket_net_connections_refused_total",
                               "Connections answered 503 because there were too many")),
      received_bytes_(metrics.counter("picket_net_received_bytes_total", "Bytes read")),
      sent_bytes_(metrics.counter("picket_net_sent_bytes_total", "Bytes written")),
      handler_failures_(metrics.counter("picket_net_handler_failures_total",
                                        "Requests answered 500 because the handler threw")),
      left_(metrics.counter("picket_net_clients_left_total",
                            "Clients that left while their request was worked on")),
      broken_streams_(metrics.counter("picket_net_broken_streams_total",
                                      "Answers cut off because the rest could not be made")),
      body_bytes_(metrics.gauge("picket_net_body_bytes", "Memory charged for request bodies")) {
  for (std::size_t i = 0; i < by_class_.size(); ++i) {
    by_class_[i] = &metrics.counter("picket_net_requests_total", "Requests answered",
                                    {{"class", std::to_string(i + 1) + "xx"}});
  }
  static constexpr std::array<const char*, 4> kPhases = {"idle", "header", "body", "write"};
  for (std::size_t i = 0; i < kPhases.size(); ++i) {
    timeouts_[i] = &metrics.counter("picket_net_timeouts_total",
                                    "Connections closed because the client was too slow",
                                    {{"phase", kPhases[i]}});
  }
}

void Telemetry::listening(std::string_view where) {
  logger_.info("listening", {{"on", where}});
}

void Telemetry::stopped(bool in_time) {
  if (in_time) {
    logger_.info("stopped listening, all requests finished");
  } else {
    logger_.warn("stopped listening, requests in flight were cut off");
  }
}

void Telemetry::accept_failed(std::string_view reason) {
  logger_.error("cannot accept connections", {{"reason", reason}});
}

void Telemetry::answered(int status, std::size_t bytes) {
  const int status_class = std::clamp(status / 100, 1, 5);
  by_class_[static_cast<std::size_t>(status_class - 1)]->add();
  sent_bytes_.add(bytes);
}

void Telemetry::handler_threw(std::string_view route, std::string_view what) {
  handler_failures_.add();
  logger_.error("request handler failed", {{"route", route}, {"error", what}});
}

void Telemetry::connection_threw(std::string_view what) {
  logger_.error("connection failed", {{"error", what}});
}

}  // namespace picket::net
