// The HTTP/1.1 server: listeners and io threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/deadline.h"
#include "base/result.h"
#include "net/blocking_pool.h"
#include "net/limits.h"
#include "net/router.h"
#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::net {

struct ServerOptions {
  unsigned io_threads = 1;
  std::string server_name = "picket";  ///< Value of the Server field.
  Limits limits;
};

/// What the server uses and does not own; all of it outlives the server.
struct ServerParts {
  BlockingPool& blocking;  ///< Runs the blocking handlers; full: 503.
  BlockingPool& cpu;       ///< Decodes bodies that are not small; full: 503.
  BlockingPool& bulk;      ///< Goes on with those that are large, so that no event waits for them.
  const Clock& clock;
  obs::Logger& logger;
  obs::Registry& metrics;
};

/// listen_*, start, stop in this order, from one thread; force_stop from any.
class Server {
 public:
  Server(ServerOptions options, const ServerParts& parts);
  /// stop() with a deadline that is over, unless it was called.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// `address` is numeric; port 0 lets the kernel choose. The port bound, or unavailable /
  /// "address_in_use" and invalid_argument / "bad_address". `router` outlives the server.
  Result<std::uint16_t> listen_tcp(std::string_view address, std::uint16_t port,
                                   const Router& router);
  /// A socket that only this user may open (0600). Replaces a file left by a dead process;
  /// unavailable / "address_in_use" when somebody listens on it. Removed by stop().
  Result<void> listen_unix(const std::string& path, const Router& router);

  /// The same on a socket that listens already: bound by an earlier process or a supervisor. Takes
  /// `socket`, which is closed on failure too. invalid_argument / "bad_socket" unless it is a
  /// listening TCP socket.
  Result<std::uint16_t> adopt_tcp(int socket, const Router& router);

  void start();

  /// Copies of the TCP sockets that it listens on, for another process: what connects waits for
  /// whoever accepts. The caller closes them. After start() and before stop(), from a thread that
  /// may block; unavailable / "stopping" when that comes first.
  Result<std::vector<int>> share_sockets();

  /// Stops accepting, lets requests in flight finish until the deadline, then closes the rest.
  /// Connections get no answer after the next one, and are told so; idle ones are closed at once,
  /// or after `idle_grace` where somebody else accepts meanwhile and a request that is on its way
  /// is worth the wait. Returns when every handler has returned, so handlers must bound themselves.
  void stop(Deadline deadline,
            std::chrono::milliseconds idle_grace = std::chrono::milliseconds::zero());
  /// Makes a stop(), now or later, not wait for its deadline.
  void force_stop() noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace picket::net
