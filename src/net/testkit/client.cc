#include "net/testkit/client.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/ascii.h"

namespace picket::net::testkit {
namespace {

constexpr std::size_t kAll = static_cast<std::size_t>(-1);

void give_up_after_ten_seconds(int fd) {
  const timeval limit{10, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

}  // namespace

Client::Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  give_up_after_ten_seconds(fd_);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

Client::Client(const std::string& unix_path)
    : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  give_up_after_ten_seconds(fd_);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, unix_path.c_str(),
              std::min(unix_path.size(), sizeof address.sun_path - 1));
  connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

Client::~Client() {
  ::close(fd_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::half_close() {
  ::shutdown(fd_, SHUT_WR);
}

bool Client::fill() {
  char bytes[16 * 1024];
  const ssize_t got = ::recv(fd_, bytes, sizeof bytes, 0);
  if (got <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

std::string Client::read(std::size_t count) {
  while (buffer_.size() < count && fill()) {
  }
  std::string taken = buffer_.substr(0, count);
  buffer_.erase(0, taken.size());
  return taken;
}

std::string Client::read_to_end() {
  return read(kAll);
}

bool Client::closed() {
  if (!buffer_.empty()) return false;
  char byte = 0;
  return ::recv(fd_, &byte, 1, MSG_PEEK) == 0 || errno == ECONNRESET;
}

bool Client::read_chunks(std::string& body) {
  for (;;) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n")) == std::string::npos) {
      if (!fill()) return false;
    }
    const std::size_t size = std::stoul(read(end + 2), nullptr, 16);
    const std::string chunk = read(size + 2);
    if (chunk.size() != size + 2) return false;
    if (size == 0) return true;
    body.append(chunk, 0, size);
  }
}

std::optional<Answer> Client::receive(bool head) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  Answer answer;
  std::string_view header = std::string_view(buffer_).substr(0, end);
  const ascii::Split status_line = ascii::split_once(header, '\n');
  answer.status = ascii::parse_uint<int>(status_line.head.substr(status_line.head.find(' ') + 1, 3))
                      .value_or(0);
  for (std::string_view rest = status_line.tail; !rest.empty();) {
    const ascii::Split line = ascii::split_once(rest, '\n');
    rest = line.tail;
    const ascii::Split field = ascii::split_once(line.head, ':');
    std::string_view value = field.tail;
    if (value.ends_with('\r')) value.remove_suffix(1);
    answer.headers.add(field.head, ascii::trim(value));
  }
  buffer_.erase(0, end + 4);
  if (!head && ascii::iequals(answer.headers.get("transfer-encoding"), "chunked")) {
    return read_chunks(answer.body) ? std::optional(std::move(answer)) : std::nullopt;
  }
  if (!head) {
    const auto length = ascii::parse_uint<std::size_t>(answer.headers.get("content-length"));
    answer.body = read(length.value_or(0));
  }
  return answer;
}

std::string post(std::string_view path, std::string_view body, std::string_view fields) {
  std::string request = "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n";
  request += fields;
  request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  request += body;
  return request;
}

std::string get(std::string_view path, std::string_view fields) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) +
         "\r\n";
}

}  // namespace picket::net::testkit
