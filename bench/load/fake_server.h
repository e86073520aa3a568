// For tests: an HTTP server on a free port that answers what it is told to, on one thread for each
// connection.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/mutex.h"
#include "load/socket.h"
#include "load/url.h"

namespace picket::load {

class FakeServer {
 public:
  struct Request {
    std::string line;  ///< "POST /path HTTP/1.1"
    std::string head;  ///< With the line.
    std::string body;
  };
  /// The whole answer; an empty one closes the connection. Called from several threads.
  using Handler = std::function<std::string(const Request&)>;

  explicit FakeServer(Handler handler);
  ~FakeServer();
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  Url url() const { return {.host = "127.0.0.1", .port = port_, .path = ""}; }
  int connections() const noexcept { return connections_; }

 private:
  void accept_all();
  void serve(int fd);

  Handler handler_;
  Fd listener_;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  Mutex mutex_;
  std::vector<int> open_ PICKET_GUARDED_BY(mutex_);
  std::vector<std::jthread> threads_ PICKET_GUARDED_BY(mutex_);
  std::jthread acceptor_;
};

/// An answer with a JSON body.
std::string http_answer(int status, std::string_view body, std::string_view fields = "");

}  // namespace picket::load
