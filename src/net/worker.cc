#include "net/worker.h"

#include <algorithm>
#include <exception>

#include <boost/asio/post.hpp>

#include "base/may_block.h"
#include "net/connection.h"
#include "net/response_writer.h"

namespace picket::net {
namespace {

/// A time limit is kept to within this, or a quarter of the shortest.
constexpr std::chrono::milliseconds kSweepInterval{250};

std::chrono::milliseconds sweep_interval(const Limits& limits) {
  const auto shortest =
      std::min({limits.header_timeout, limits.body_grace, limits.body_timeout, limits.idle_timeout,
                limits.write_timeout, limits.departure_grace, limits.linger_timeout});
  return std::clamp(shortest / 4, std::chrono::milliseconds(1), kSweepInterval);
}

}  // namespace

Worker::Worker(Edge& edge)
    : edge_(edge),
      work_(io_.get_executor()),
      sweep_timer_(io_),
      sweep_interval_(sweep_interval(edge.limits)),
      scratch_(kScratchBytes) {}

void Worker::start() {
  thread_ = std::thread([this] {
    const IoThreadScope io_thread;
    for (;;) {
      try {
        io_.run();
        return;
      } catch (const std::exception& e) {  // No memory for a new connection: the others go on.
        edge_.telemetry.connection_threw(e.what());
      }
    }
  });
}

void Worker::join() {
  work_.reset();
  if (thread_.joinable()) thread_.join();
}

void Worker::post_drain(std::chrono::milliseconds idle_grace) {
  boost::asio::post(io_, [this, idle_grace] {
    draining_ = true;
    idle_grace_ = idle_grace;
    for (Connection* connection : connections_) connection->close_when_idle(idle_grace);
  });
}

void Worker::post_abort() {
  boost::asio::post(io_, [this] {
    draining_ = true;
    for (Connection* connection : connections_) connection->abort();
  });
}

void Worker::add(Connection& connection) {
  connections_.insert(&connection);
  arm_sweep();
}

void Worker::remove(Connection& connection) {
  connections_.erase(&connection);
  if (connections_.empty()) sweep_timer_.cancel();
}

void Worker::arm_sweep() {
  if (sweeping_ || connections_.empty()) return;
  sweeping_ = true;
  sweep_timer_.expires_after(sweep_interval_);
  sweep_timer_.async_wait([this](const boost::system::error_code& error) {
    sweeping_ = false;
    if (!error) sweep();
    arm_sweep();
  });
}

void Worker::sweep() {
  const auto now = std::chrono::steady_clock::now();
  for (Connection* connection : connections_) connection->expire(now);
}

std::string_view Worker::date() {
  const auto now = std::chrono::floor<std::chrono::seconds>(edge_.clock.now());
  if (now != date_of_ || date_.empty()) {
    date_of_ = now;
    date_ = http_date(now);
  }
  return date_;
}

}  // namespace picket::net
