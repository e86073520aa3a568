// A blocking HTTP client over a raw socket, for tests: it can send what no HTTP library would.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/http.h"

namespace picket::net::testkit {

struct Answer {
  int status = 0;
  Headers headers;
  std::string body;
};

/// Every read gives up after ten seconds, which fails the test that waits.
class Client {
 public:
  explicit Client(std::uint16_t port);
  explicit Client(const std::string& unix_path);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const noexcept { return connected_; }
  /// False when the peer has closed.
  bool send(std::string_view bytes);
  void half_close();

  /// The next answer; nullopt when the connection ends first. `head`: the answer has no body.
  std::optional<Answer> receive(bool head = false);
  /// Bytes until one more byte would not fit in `count`, or the end.
  std::string read(std::size_t count);
  /// Everything until the server closes.
  std::string read_to_end();
  /// True when the server closed and nothing is left to read.
  bool closed();

  std::optional<Answer> ask(std::string_view request) {
    return send(request) ? receive() : std::nullopt;
  }

 private:
  bool fill();
  /// False when the connection ends first.
  bool read_chunks(std::string& body);

  int fd_ = -1;
  bool connected_ = false;
  std::string buffer_;
};

/// "POST path HTTP/1.1" with Host, Content-Length and the fields given ("Name: value\r\n" each).
std::string post(std::string_view path, std::string_view body, std::string_view fields = "");
std::string get(std::string_view path, std::string_view fields = "");

}  // namespace picket::net::testkit
