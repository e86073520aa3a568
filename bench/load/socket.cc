#include "load/socket.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/time.h>
#include <unistd.h>

namespace picket::load {
namespace {

constexpr timeval kBlockingLimit{10, 0};

Fd open_socket(const Address& address, int flags) {
  Fd fd(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
  const int on = 1;
  // Requests are written whole; nothing is gained by waiting for more.
  if (fd) ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

bool connect(const Fd& fd, const Address& address) {
  return ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) ==
         0;
}

}  // namespace

void Fd::reset() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

Result<Address, std::string> resolve(const Url& url) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      ::getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found);
  if (error != 0) return unexpected(url.host + ": " + ::gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, &::freeaddrinfo);
  Address address;
  address.size = list->ai_addrlen;
  std::memcpy(&address.storage, list->ai_addr, list->ai_addrlen);
  return address;
}

Fd start_connect(const Address& address) {
  Fd fd = open_socket(address, SOCK_NONBLOCK);
  if (fd && !connect(fd, address) && errno != EINPROGRESS) fd.reset();
  return fd;
}

Fd connect_blocking(const Address& address) {
  Fd fd = open_socket(address, 0);
  if (!fd) return fd;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &kBlockingLimit, sizeof kBlockingLimit);
  ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &kBlockingLimit, sizeof kBlockingLimit);
  if (!connect(fd, address)) fd.reset();
  return fd;
}

}  // namespace picket::load
