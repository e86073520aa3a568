// One io thread: its event loop, and the connections that live on it.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/edge.h"

namespace picket::net {

class Connection;

/// Everything but start(), post_* and join() belongs to its own thread.
class Worker {
 public:
  explicit Worker(Edge& edge);
  /// join() first.
  ~Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start();
  /// Ends the loop once it has nothing left to do, and waits for that.
  void join();
  /// From any thread: connections close after their next answer, idle ones after `idle_grace`.
  void post_drain(std::chrono::milliseconds idle_grace);
  /// From any thread: all connections close now.
  void post_abort();

  boost::asio::io_context& io() noexcept { return io_; }
  Edge& edge() noexcept { return edge_; }

  void add(Connection& connection);
  void remove(Connection& connection);
  bool draining() const noexcept { return draining_; }
  std::chrono::milliseconds idle_grace() const noexcept { return idle_grace_; }
  /// Value of Date, made once a second.
  std::string_view date();
  /// For one read at a time, without suspending in between.
  std::span<char> scratch() noexcept { return scratch_; }

 private:
  /// One timer for all connections of the thread: setting a deadline costs a clock read, not two
  /// operations on a timer queue. Runs only while there are connections.
  void arm_sweep();
  void sweep();

  static constexpr std::size_t kScratchBytes = 64 * 1024;  ///< A usual request in one read.

  Edge& edge_;
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer sweep_timer_;
  std::chrono::milliseconds sweep_interval_;
  bool sweeping_ = false;
  bool draining_ = false;
  std::chrono::milliseconds idle_grace_{0};
  std::unordered_set<Connection*> connections_;
  std::vector<char> scratch_;
  std::string date_;
  std::chrono::sys_seconds date_of_{};
  std::thread thread_;
};

}  // namespace picket::net
