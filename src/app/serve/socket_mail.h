// Sends open sockets from one process of a user to another.
// Source: unix(7): SCM_RIGHTS, SO_PEERCRED, autobind of abstract addresses.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/deadline.h"
#include "base/result.h"

namespace picket::app {

/// More than a server listens on.
inline constexpr std::size_t kMaxSharedSockets = 16;

/// Where sockets can be sent to. The name is one of the network namespace, which who sends them and
/// who gets them share anyway: the sockets belong to it. One thread.
class SocketMailbox {
 public:
  static Result<SocketMailbox> open();
  ~SocketMailbox();
  SocketMailbox(SocketMailbox&& other) noexcept;
  SocketMailbox& operator=(SocketMailbox&&) = delete;

  /// Hex digits.
  const std::string& name() const noexcept { return name_; }
  /// What the first sender of this user, or root, sent; the caller closes them. Others are turned
  /// away. timeout / "no_sockets" at the deadline.
  Result<std::vector<int>> receive(Deadline deadline);

 private:
  SocketMailbox(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

  int fd_;
  std::string name_;
};

/// Copies of `sockets` go to whoever opened the mailbox, if that is this user or root.
/// invalid_argument for a name that is none; unavailable when nobody is there, or somebody else.
Result<void> send_sockets(const std::string& name, std::span<const int> sockets);

/// Closes all of them.
void close_all(std::vector<int>& sockets) noexcept;

}  // namespace picket::app
