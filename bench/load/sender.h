// Sends prepared requests over a fixed number of kept-alive connections, from one thread.
//
// Closed loop: a connection sends the next event when the last one is answered. Open loop: events
// are due by a schedule and wait for a free connection, and that wait counts as latency.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "load/answer_parser.h"
#include "load/prepare.h"
#include "load/schedule.h"
#include "load/socket.h"

namespace picket::load {

/// Where events come from and answers go to. Called on the sender's thread.
class Feed {
 public:
  virtual ~Feed() = default;
  /// Stays valid until it is answered; null: no more.
  virtual const Prepared* next(SteadyTime now) = 0;
  /// Once for each event from next(). Status 0: the connection failed or no answer came.
  virtual void answered(const Prepared& event, int status, SteadyTime intended, SteadyTime at) = 0;
  /// At least every tenth of a second.
  virtual void tick(SteadyTime now) = 0;
};

/// Used by one thread; both arguments by reference outlive it.
class Sender {
 public:
  /// How long the last answers are waited for.
  static constexpr std::chrono::seconds kAnswerTimeout{30};
  /// Before a connection that failed is tried again.
  static constexpr std::chrono::milliseconds kReconnectAfter{100};

  Sender(const Address& address, std::size_t connections, Feed& feed);

  /// Until the feed is empty and everything is answered. May be called again.
  void run(const std::optional<Schedule>& schedule);

 private:
  struct Connection {
    Fd fd;
    AnswerParser parser;
    const Prepared* event = nullptr;  ///< Being sent or answered; null: free.
    std::string_view unsent;
    SteadyTime intended;
    SteadyTime usable_from;  ///< After a failure.
  };

  /// Gives events to free connections; false when the feed is empty.
  bool assign(const std::optional<Schedule>& schedule, SteadyTime now);
  void start(Connection& connection, const Prepared& event, SteadyTime intended);
  void wait(std::chrono::nanoseconds at_most);
  void handle(Connection& connection, std::uint32_t events);
  void write(Connection& connection);
  void read(Connection& connection);
  void finish(Connection& connection, int status);
  void fail(Connection& connection);

  const Address& address_;
  Feed& feed_;
  Fd epoll_;
  std::deque<Connection> connections_;
  std::deque<Connection*> free_;
  std::uint64_t scheduled_ = 0;
};

}  // namespace picket::load
