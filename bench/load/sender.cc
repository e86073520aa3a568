#include "load/sender.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/epoll.h>

#include "base/assert.h"

namespace picket::load {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

constexpr nanoseconds kTick = std::chrono::milliseconds(100);
constexpr std::size_t kReadBytes = 16 * 1024;

}  // namespace

Sender::Sender(const Address& address, std::size_t connections, Feed& feed)
    : address_(address), feed_(feed), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  PICKET_ASSERT(epoll_ && connections > 0);
  connections_.resize(connections);
  for (Connection& connection : connections_) free_.push_back(&connection);
}

void Sender::run(const std::optional<Schedule>& schedule) {
  scheduled_ = 0;
  bool more = true;
  SteadyTime give_up = SteadyTime::max();
  while (more || free_.size() < connections_.size()) {
    const SteadyTime now = steady_clock::now();
    if (more && !assign(schedule, now)) {
      more = false;
      give_up = now + kAnswerTimeout;
    }
    if (now >= give_up) break;
    nanoseconds pause = kTick;
    if (more && schedule && !free_.empty()) pause = std::min(pause, schedule->at(scheduled_) - now);
    if (more || free_.size() < connections_.size()) wait(std::max(pause, nanoseconds(0)));
    feed_.tick(steady_clock::now());
  }
  for (Connection& connection : connections_) {
    if (connection.event != nullptr) fail(connection);
  }
}

bool Sender::assign(const std::optional<Schedule>& schedule, SteadyTime now) {
  for (std::size_t tries = free_.size(); tries > 0; --tries) {
    const SteadyTime intended = schedule ? schedule->at(scheduled_) : now;
    if (intended > now) return true;
    Connection& connection = *free_.front();
    free_.pop_front();
    if (connection.usable_from > now) {
      free_.push_back(&connection);
      continue;
    }
    const Prepared* const event = feed_.next(now);
    if (event == nullptr) {
      free_.push_front(&connection);
      return false;
    }
    ++scheduled_;
    start(connection, *event, schedule ? intended : steady_clock::now());
  }
  return true;
}

void Sender::start(Connection& connection, const Prepared& event, SteadyTime intended) {
  connection.event = &event;
  connection.unsent = event.request;
  connection.intended = intended;
  if (!connection.fd) {
    connection.parser = AnswerParser();
    connection.fd = start_connect(address_);
    epoll_event interest{};
    // Edge-triggered, so that an event costs no call but its own write and read.
    interest.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    interest.data.ptr = &connection;
    if (!connection.fd ||
        ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, connection.fd.get(), &interest) != 0) {
      return fail(connection);
    }
  }
  write(connection);
}

void Sender::wait(nanoseconds at_most) {
  const timespec limit{.tv_sec = at_most.count() / 1'000'000'000,
                       .tv_nsec = at_most.count() % 1'000'000'000};
  std::array<epoll_event, 256> events{};
  const int count =
      ::epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()), &limit, nullptr);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    handle(*static_cast<Connection*>(event.data.ptr), event.events);
  }
}

void Sender::handle(Connection& connection, std::uint32_t events) {
  if ((events & EPOLLOUT) != 0 && connection.event != nullptr) write(connection);
  if (connection.fd && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    read(connection);
  }
}

void Sender::write(Connection& connection) {
  while (!connection.unsent.empty()) {
    const ssize_t sent = ::send(connection.fd.get(), connection.unsent.data(),
                                connection.unsent.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      connection.unsent.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      return;
    } else if (errno != EINTR) {
      return fail(connection);
    }
  }
}

void Sender::read(Connection& connection) {
  char bytes[kReadBytes];
  while (connection.fd) {
    const ssize_t got = ::recv(connection.fd.get(), bytes, sizeof bytes, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return;
    AnswerParser::State state = AnswerParser::State::bad;
    if (got > 0) state = connection.parser.feed({bytes, static_cast<std::size_t>(got)});
    if (got == 0) state = connection.parser.end();
    // A server may close an idle connection; the next event then opens another.
    if (connection.event == nullptr) {
      connection.fd.reset();
      return;
    }
    switch (state) {
      case AnswerParser::State::more:
        break;
      case AnswerParser::State::bad:
        return fail(connection);
      case AnswerParser::State::done: {
        const Answer answer = connection.parser.take();
        // An answer before the whole request means that the server will not read the rest.
        if (!answer.keep_alive || !connection.unsent.empty()) connection.fd.reset();
        finish(connection, answer.status);
        return;
      }
    }
  }
}

void Sender::finish(Connection& connection, int status) {
  const Prepared& event = *connection.event;
  connection.event = nullptr;
  connection.unsent = {};
  free_.push_back(&connection);
  feed_.answered(event, status, connection.intended, steady_clock::now());
}

void Sender::fail(Connection& connection) {
  connection.fd.reset();
  connection.usable_from = steady_clock::now() + kReconnectAfter;
  finish(connection, 0);
}

}  // namespace picket::load
