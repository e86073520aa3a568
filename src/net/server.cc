#include "net/server.h"

#include <deque>
#include <future>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include "base/assert.h"
#include "base/may_block.h"
#include "net/listener.h"
#include "net/worker.h"

namespace picket::net {

class Server::Impl {
 public:
  Impl(ServerOptions options, const ServerParts& parts)
      : edge_(options.limits, std::move(options.server_name), parts.blocking, parts.cpu, parts.bulk,
              parts.clock, parts.logger, parts.metrics) {
    PICKET_ASSERT(options.io_threads > 0);
    for (unsigned i = 0; i < options.io_threads; ++i) workers_.emplace_back(edge_);
  }

  ~Impl() { stop(Deadline::now(), std::chrono::milliseconds::zero()); }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<std::uint16_t> listen_tcp(std::string_view address, std::uint16_t port,
                                   const Router& router) {
    PICKET_ASSERT(!started_);
    auto listener = Listener::tcp(accept_io(), address, port, router, next_worker());
    if (!listener) return unexpected(listener.error());
    const std::uint16_t bound = (*listener)->port();
    edge_.telemetry.listening(fmt::format("{}:{}", address, bound));
    listeners_.push_back(std::move(*listener));
    return bound;
  }

  Result<std::uint16_t> adopt_tcp(int socket, const Router& router) {
    PICKET_ASSERT(!started_);
    auto listener = Listener::adopted(accept_io(), socket, router, next_worker());
    if (!listener) return unexpected(listener.error());
    const std::uint16_t bound = (*listener)->port();
    edge_.telemetry.listening(fmt::format("an adopted socket on port {}", bound));
    listeners_.push_back(std::move(*listener));
    return bound;
  }

  Result<std::vector<int>> share_sockets() {
    PICKET_MAY_BLOCK();
    PICKET_ASSERT(started_);
    // Shared with the job, which may run after this has given up.
    const auto shared = std::make_shared<std::promise<std::vector<int>>>();
    auto done = shared->get_future();
    boost::asio::post(accept_io(), [this, shared] {
      std::vector<int> sockets;
      for (const auto& listener : listeners_) {
        if (const int copy = listener->share(); copy >= 0) sockets.push_back(copy);
      }
      shared->set_value(std::move(sockets));
    });
    constexpr std::chrono::seconds kLongest{5};
    if (done.wait_for(kLongest) == std::future_status::ready) return done.get();
    return unexpected(Error{ErrorKind::unavailable, "stopping", "the server stops"});
  }

  Result<void> listen_unix(const std::string& path, const Router& router) {
    PICKET_ASSERT(!started_);
    auto listener = Listener::unix_socket(accept_io(), path, router, next_worker());
    if (!listener) return unexpected(listener.error());
    edge_.telemetry.listening(path);
    listeners_.push_back(std::move(*listener));
    return {};
  }

  void start() {
    PICKET_ASSERT(!started_);
    started_ = true;
    for (const auto& listener : listeners_) listener->start();
    for (Worker& worker : workers_) worker.start();
  }

  void stop(Deadline deadline, std::chrono::milliseconds idle_grace) {
    if (stopped_) return;
    stopped_ = true;
    if (!started_) {
      for (const auto& listener : listeners_) listener->close();
      return;
    }
    boost::asio::post(accept_io(), [this, idle_grace] {
      for (const auto& listener : listeners_) listener->close();
      // Only now, so that a connection accepted just before is drained as well.
      for (Worker& worker : workers_) worker.post_drain(idle_grace);
    });
    const bool in_time = edge_.connections.wait_for_none(deadline);
    if (!in_time) {
      for (Worker& worker : workers_) worker.post_abort();
      edge_.connections.wait_for_none();
    }
    for (Worker& worker : workers_) worker.join();
    // A pool's thread may still be leaving an io_context that it has just woken.
    edge_.blocking.wait_idle();
    edge_.cpu.wait_idle();
    edge_.bulk.wait_idle();
    edge_.telemetry.stopped(in_time);
  }

  void force_stop() { edge_.connections.hurry(); }

 private:
  boost::asio::io_context& accept_io() { return workers_.front().io(); }

  /// Round robin: connections are long-lived and alike.
  Listener::NextWorker next_worker() {
    return [this]() -> Worker& { return workers_[next_++ % workers_.size()]; };
  }

  Edge edge_;
  std::deque<Worker> workers_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::size_t next_ = 0;  ///< Of the accepting thread.
  bool started_ = false;
  bool stopped_ = false;
};

Server::Server(ServerOptions options, const ServerParts& parts)
    : impl_(std::make_unique<Impl>(std::move(options), parts)) {}

Server::~Server() = default;

Result<std::uint16_t> Server::listen_tcp(std::string_view address, std::uint16_t port,
                                         const Router& router) {
  return impl_->listen_tcp(address, port, router);
}

Result<void> Server::listen_unix(const std::string& path, const Router& router) {
  return impl_->listen_unix(path, router);
}

void Server::start() {
  impl_->start();
}

Result<std::uint16_t> Server::adopt_tcp(int socket, const Router& router) {
  return impl_->adopt_tcp(socket, router);
}

Result<std::vector<int>> Server::share_sockets() {
  return impl_->share_sockets();
}

void Server::stop(Deadline deadline, std::chrono::milliseconds idle_grace) {
  impl_->stop(deadline, idle_grace);
}

void Server::force_stop() noexcept {
  impl_->force_stop();
}

}  // namespace picket::net
