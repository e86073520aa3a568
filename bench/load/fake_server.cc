#include "load/fake_server.h"

#include <utility>

#include <fmt/format.h>
#include <netinet/in.h>

#include "base/ascii.h"
#include "base/assert.h"

namespace picket::load {

std::string http_answer(int status, std::string_view body, std::string_view fields) {
  return fmt::format("HTTP/1.1 {} x\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(), fields,
                     body);
}

FakeServer::FakeServer(Handler handler)
    : handler_(std::move(handler)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  PICKET_ASSERT(::bind(listener_.get(), any, size) == 0 && ::listen(listener_.get(), 64) == 0);
  PICKET_ASSERT(::getsockname(listener_.get(), any, &size) == 0);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { accept_all(); });
}

FakeServer::~FakeServer() {
  ::shutdown(listener_.get(), SHUT_RDWR);
  acceptor_.join();
  std::vector<std::jthread> threads;
  {
    const MutexLock lock(mutex_);
    for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
    threads.swap(threads_);
  }
}

void FakeServer::accept_all() {
  while (true) {
    const int fd = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    ++connections_;
    const MutexLock lock(mutex_);
    open_.push_back(fd);
    threads_.emplace_back([this, fd] { serve(fd); });
  }
}

void FakeServer::serve(int fd) {
  const Fd owner(fd);
  std::string buffer;
  char bytes[16 * 1024];
  while (true) {
    const std::size_t end = buffer.find("\r\n\r\n");
    std::size_t length = 0;
    if (end != std::string::npos) {
      const std::size_t field = buffer.find("Content-Length: ");
      if (field < end) {
        const std::string_view rest = std::string_view(buffer).substr(field + 16);
        length = ascii::parse_uint<std::size_t>(ascii::split_once(rest, '\r').head).value_or(0);
      }
    }
    if (end == std::string::npos || buffer.size() < end + 4 + length) {
      const ssize_t got = ::recv(fd, bytes, sizeof bytes, 0);
      if (got <= 0) break;
      buffer.append(bytes, static_cast<std::size_t>(got));
      continue;
    }
    const Request request{.line = buffer.substr(0, buffer.find('\r')),
                          .head = buffer.substr(0, end),
                          .body = buffer.substr(end + 4, length)};
    buffer.erase(0, end + 4 + length);
    const std::string answer = handler_(request);
    if (answer.empty()) break;
    ::send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
  }
  const MutexLock lock(mutex_);
  std::erase(open_, fd);
}

}  // namespace picket::load
