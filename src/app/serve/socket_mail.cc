#include "app/serve/socket_mail.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace picket::app {
namespace {

constexpr char kGreeting = 'P';
/// A name of the kernel's choice has five.
constexpr std::size_t kMaxNameDigits = 16;
constexpr int kPatienceMs = 5000;

Error socket_error(std::string_view what) {
  return {ErrorKind::unavailable, "socket_mail",
          std::string(what) + ": " + std::generic_category().message(errno)};
}

/// In the abstract namespace: a zero byte and the name.
socklen_t address_of(const std::string& name, sockaddr_un& address) {
  address = {};
  address.sun_family = AF_UNIX;
  std::copy(name.begin(), name.end(), address.sun_path + 1);
  return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
}

bool is_trusted(int fd) {
  ucred about{};
  socklen_t size = sizeof about;
  return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &about, &size) == 0 &&
         (about.uid == ::geteuid() || about.uid == 0);
}

bool wait_readable(int fd, Deadline deadline) {
  while (true) {
    pollfd wanted{fd, POLLIN, 0};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline.left()).count();
    const int ready = ::poll(&wanted, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready == 0 && deadline.over()) return false;
    if (ready < 0 && errno != EINTR) return false;
  }
}

/// One greeting, with room for as many descriptors as there may be.
struct Message {
  char greeting = 0;
  iovec text{&greeting, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kMaxSharedSockets)> control{};
  msghdr header{};

  explicit Message(std::size_t control_size = CMSG_SPACE(sizeof(int) * kMaxSharedSockets)) {
    header.msg_iov = &text;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control_size;
  }
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;
};

/// What one message carries; none when it is not of our kind.
std::vector<int> read_message(int fd) {
  Message message;
  if (::recvmsg(fd, &message.header, MSG_CMSG_CLOEXEC) < 0) return {};
  std::vector<int> sockets;
  for (cmsghdr* header = CMSG_FIRSTHDR(&message.header); header != nullptr;
       header = CMSG_NXTHDR(&message.header, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    sockets.resize(count);
    std::memcpy(sockets.data(), CMSG_DATA(header), count * sizeof(int));
  }
  if (message.greeting != kGreeting) close_all(sockets);
  return sockets;
}

}  // namespace

void close_all(std::vector<int>& sockets) noexcept {
  for (const int fd : sockets) {
    if (fd >= 0) ::close(fd);
  }
  sockets.clear();
}

Result<SocketMailbox> SocketMailbox::open() {
  const int fd = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (fd < 0) return unexpected(socket_error("cannot make a socket"));
  SocketMailbox mailbox(fd, {});
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const void* const any = &address;
  // With nothing but the family the kernel finds a free name.
  if (::bind(fd, static_cast<const sockaddr*>(any), sizeof(sa_family_t)) != 0 ||
      ::listen(fd, 4) != 0)
    return unexpected(socket_error("cannot listen on a socket"));
  void* const raw = &address;
  socklen_t size = sizeof address;
  if (::getsockname(fd, static_cast<sockaddr*>(raw), &size) != 0)
    return unexpected(socket_error("cannot name a socket"));
  const std::size_t start = offsetof(sockaddr_un, sun_path) + 1;
  if (size <= start) return unexpected(socket_error("a socket has no name"));
  mailbox.name_.assign(address.sun_path + 1, size - start);
  return mailbox;
}

SocketMailbox::~SocketMailbox() {
  if (fd_ >= 0) ::close(fd_);
}

SocketMailbox::SocketMailbox(SocketMailbox&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)) {}

Result<std::vector<int>> SocketMailbox::receive(Deadline deadline) {
  while (wait_readable(fd_, deadline)) {
    const int sender = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (sender < 0) continue;
    std::vector<int> sockets;
    if (is_trusted(sender) && wait_readable(sender, deadline)) sockets = read_message(sender);
    ::close(sender);
    if (!sockets.empty()) return sockets;
  }
  return unexpected(Error{ErrorKind::timeout, "no_sockets", "no sockets were sent in time"});
}

Result<void> send_sockets(const std::string& name, std::span<const int> sockets) {
  const bool plain = !name.empty() && name.size() <= kMaxNameDigits &&
                     name.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!plain || sockets.empty() || sockets.size() > kMaxSharedSockets)
    return unexpected(Error{ErrorKind::invalid_argument, "socket_mail", "that is no mailbox"});
  const int fd = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (fd < 0) return unexpected(socket_error("cannot make a socket"));
  std::vector<int> ours{fd};
  const timeval patience{kPatienceMs / 1000, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_un address{};
  const socklen_t size = address_of(name, address);
  const void* const raw = &address;
  Result<void> result;
  if (::connect(fd, static_cast<const sockaddr*>(raw), size) != 0) {
    result = unexpected(socket_error("nobody waits for the sockets"));
  } else if (!is_trusted(fd)) {
    result = unexpected(
        Error{ErrorKind::unavailable, "foreign_mailbox", "another user waits for the sockets"});
  } else {
    Message message(CMSG_SPACE(sockets.size_bytes()));
    message.greeting = kGreeting;
    cmsghdr* const header = CMSG_FIRSTHDR(&message.header);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sockets.size_bytes());
    std::memcpy(CMSG_DATA(header), sockets.data(), sockets.size_bytes());
    if (::sendmsg(fd, &message.header, MSG_NOSIGNAL) != 1)
      result = unexpected(socket_error("the sockets could not be sent"));
  }
  close_all(ours);
  return result;
}

}  // namespace picket::app
