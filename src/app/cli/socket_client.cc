#include "app/cli/socket_client.h"

#include <array>
#include <cerrno>
#include <span>
#include <string_view>
#include <system_error>

#include <boost/beast/http.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/data/socket_path.h"

namespace picket::app {
namespace {

namespace http = boost::beast::http;
namespace json = boost::json;

class Socket {
 public:
  Socket() noexcept : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~Socket() {
    if (fd_ >= 0) ::close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool connect(const std::string& path, std::chrono::seconds patience) noexcept {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (fd_ < 0 || path.size() >= sizeof address.sun_path) return false;
    path.copy(address.sun_path, path.size());
    const timeval timeout{patience.count(), 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    const void* const raw = &address;
    return ::connect(fd_, static_cast<const sockaddr*>(raw), sizeof address) == 0;
  }

  /// Of whoever listens; nullopt when the kernel does not say.
  std::optional<uid_t> peer() const noexcept {
    ucred about{};
    socklen_t size = sizeof about;
    if (::getsockopt(fd_, SOL_SOCKET, SO_PEERCRED, &about, &size) != 0) return std::nullopt;
    return about.uid;
  }

  bool send(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// 0 at the end, -1 with errno on failure.
  ssize_t receive(std::span<char> into) noexcept {
    ssize_t got = -1;
    do {
      got = ::recv(fd_, into.data(), into.size(), 0);
    } while (got < 0 && errno == EINTR);
    return got;
  }

 private:
  int fd_;
};

Error broken(std::string_view what) {
  return {ErrorKind::unavailable, "server_socket",
          fmt::format("the server on this data directory took the command, but its answer failed "
                      "({}): see its log",
                      what)};
}

/// `errno` says why.
Error silent_or_broken(std::chrono::seconds patience) {
  if (errno != EAGAIN && errno != EWOULDBLOCK)
    return broken(std::generic_category().message(errno));
  return {
      ErrorKind::timeout, kNoAnswer,
      fmt::format("the server on this data directory has not answered for {} s", patience.count())};
}

/// A password may be in what is sent. The data belongs to whoever serves it: where root asks, too.
Result<void> check_peer(const Socket& socket, const std::string& data) {
  struct stat about {};
  const auto peer = socket.peer();
  const bool known = peer && ::stat(data.c_str(), &about) == 0;
  if (known && (*peer == ::geteuid() || *peer == about.st_uid)) return {};
  return unexpected(
      Error{ErrorKind::unavailable, "foreign_server",
            fmt::format("{}/picket.sock is served by uid {}, who owns neither this command nor the "
                        "data directory; nothing was sent",
                        data, peer ? static_cast<std::int64_t>(*peer) : -1)});
}

Result<http::response<http::string_body>> read_answer(Socket& socket,
                                                      std::chrono::seconds patience) {
  http::response_parser<http::string_body> parser;
  parser.eager(true);
  parser.body_limit(kMaxAnswerBytes);
  boost::beast::error_code failed;
  std::string unread;
  std::array<char, 64 * 1024> buffer;
  while (!parser.is_done()) {
    const ssize_t got = socket.receive(buffer);
    if (got < 0) return unexpected(silent_or_broken(patience));
    if (got == 0) {
      parser.put_eof(failed);
      if (failed) return unexpected(broken(failed.message()));
      break;
    }
    unread.append(buffer.data(), static_cast<std::size_t>(got));
    const std::size_t taken =
        parser.put(boost::asio::const_buffer(unread.data(), unread.size()), failed);
    if (failed && failed != http::error::need_more) return unexpected(broken(failed.message()));
    unread.erase(0, taken);
  }
  return parser.release();
}

ErrorKind kind_of(http::status status) {
  if (status == http::status::not_found) return ErrorKind::not_found;
  if (status == http::status::conflict) return ErrorKind::conflict;
  return status == http::status::bad_request ? ErrorKind::invalid_argument : ErrorKind::unavailable;
}

}  // namespace

std::optional<Result<json::value>> ask_server(const std::string& data, const std::string& command,
                                              const json::object& arguments,
                                              std::chrono::seconds patience) {
  const AdminSocketPath path(data);
  Socket socket;
  if (!socket.connect(path.path(), patience)) return std::nullopt;
  if (auto checked = check_peer(socket, data); !checked) return unexpected(checked.error());
  const std::string body = json::serialize(arguments);
  const std::string request = fmt::format(
      "POST /admin/{} HTTP/1.1\r\nHost: picket\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
      command, body.size(), body);
  if (!socket.send(request)) return unexpected(silent_or_broken(patience));
  const auto answer = read_answer(socket, patience);
  if (!answer) return unexpected(answer.error());

  boost::system::error_code failed;
  json::value result = json::parse(answer->body(), failed);
  if (failed) return unexpected(broken("it is not JSON"));
  if (answer->result() == http::status::ok) return result;
  const json::object* const error = result.if_object();
  const json::value* const detail = error == nullptr ? nullptr : error->if_contains("detail");
  return unexpected(Error{kind_of(answer->result()), "refused_by_server",
                          detail != nullptr && detail->is_string()
                              ? std::string(detail->get_string())
                              : fmt::format("status {}", answer->result_int())});
}

}  // namespace picket::app
