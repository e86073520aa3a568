// A server on a free loopback port with pools, metrics and clock of its own, for tests.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "net/blocking_pool.h"
#include "net/router.h"
#include "net/server.h"
#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::net::testkit {

/// Add routes to `router`, then start(). Stopped, without waiting for requests, when destroyed.
class RunningServer {
 public:
  explicit RunningServer(ServerOptions options = {});
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  std::uint16_t start();
  std::uint16_t port() const noexcept { return port_; }
  Server& server() noexcept { return server_; }
  /// Value of a series as the metrics page shows it, e.g. "picket_net_connections"; -1 if absent.
  std::int64_t metric(const std::string& series) const;

  Router router;
  obs::Registry metrics;
  ManualClock clock{from_unix_us(784'111'777'000'000)};  ///< Sun, 06 Nov 1994 08:49:37 GMT
  BlockingPool blocking{"blocking", 2, 4, metrics};
  BlockingPool cpu{"cpu", 2, 4, metrics};
  BlockingPool bulk{"bulk", 2, 4, metrics};

 private:
  Server server_;
  std::uint16_t port_ = 0;
};

}  // namespace picket::net::testkit
