// TCP sockets: an address once resolved, and descriptors that close themselves.
#pragma once

#include <string>
#include <utility>

#include <sys/socket.h>

#include "base/result.h"
#include "load/url.h"

namespace picket::load {

/// Owns a descriptor; -1 is none.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) noexcept : fd_(fd) {}
  ~Fd() { reset(); }
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  int get() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }
  void reset() noexcept;

 private:
  int fd_ = -1;
};

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

/// The first address of the host. Blocks.
Result<Address, std::string> resolve(const Url& url);

/// A socket that does not block and is connecting; none when that failed at once.
Fd start_connect(const Address& address);

/// Connected, with a limit of ten seconds on every read and write; none when that failed. Blocks.
Fd connect_blocking(const Address& address);

}  // namespace picket::load
