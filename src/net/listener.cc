#include "net/listener.h"

#include <cerrno>
#include <chrono>
#include <type_traits>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "net/connection.h"

namespace picket::net {
namespace {

namespace asio = boost::asio;
using asio::local::stream_protocol;
using boost::system::error_code;
using tcp = asio::ip::tcp;

/// Pending connections the kernel keeps: a burst of reconnecting clients after a restart. What does
/// not fit is dropped in silence, and its client tries again after 1, 3, 7, 15 and 31 s: 2,000 that
/// came at once waited for half a minute with 1024. More than net.core.somaxconn, 4096, is cut.
constexpr int kBacklog = 4096;
/// Taken out of that queue in one turn of the event loop, which takes 0.2 to 2 s when every
/// connection has a request; each costs some 20 us.
constexpr int kAcceptedAtOnce = 64;
/// Pause after a failed accept (no descriptors left), so that the loop does not spin.
constexpr std::chrono::milliseconds kAcceptPause{100};

constexpr std::string_view kTooManyConnections =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    "Content-Type: application/json\r\nContent-Length: 33\r\n\r\n"
    R"({"detail":"too many connections"})";

Error listen_error(const error_code& error) {
  const bool in_use = error == asio::error::address_in_use;
  return {ErrorKind::unavailable, in_use ? "address_in_use" : "cannot_listen", error.message()};
}

std::string peer_of(const tcp::socket& socket) {
  error_code error;
  const tcp::endpoint peer = socket.remote_endpoint(error);
  if (error) return {};
  const asio::ip::address address = peer.address();
  // A v4 client of a dual-stack listener is still that v4 client.
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

std::string peer_of(const stream_protocol::socket& /*socket*/) {
  return {};
}

void prepare(tcp::socket& socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
}

void prepare(stream_protocol::socket& /*socket*/) {}

template <class Protocol>
class ListenerOn final : public Listener {
 public:
  using Acceptor = typename Protocol::acceptor;
  using Socket = typename Protocol::socket;

  ListenerOn(Acceptor acceptor, std::string path, const Router& router, NextWorker next)
      : acceptor_(std::move(acceptor)),
        pause_(acceptor_.get_executor()),
        path_(std::move(path)),
        router_(router),
        next_(std::move(next)) {}

  void start() override {
    error_code ignored;
    acceptor_.non_blocking(true, ignored);
    accept();
  }

  void close() override {
    closed_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  std::uint16_t port() const override {
    if constexpr (std::is_same_v<Protocol, asio::ip::tcp>) {
      error_code ignored;
      return acceptor_.local_endpoint(ignored).port();
    } else {
      return 0;
    }
  }

  int share() override {
    if (closed_ || !path_.empty()) return -1;
    return ::fcntl(acceptor_.native_handle(), F_DUPFD_CLOEXEC, 0);
  }

 private:
  void accept() {
    Worker& worker = next_();
    acceptor_.async_accept(worker.io(), [this, &worker](const error_code& error, Socket socket) {
      if (closed_) return;
      if (!error) {
        admit(worker, std::move(socket));
        admit_waiting();
        accept();
      } else if (error == asio::error::connection_aborted) {
        accept();  // The client left the queue before its turn.
      } else {
        worker.edge().telemetry.accept_failed(error.message());
        pause_.expires_after(kAcceptPause);
        pause_.async_wait([this](const error_code& cancelled) {
          if (!cancelled && !closed_) accept();
        });
      }
    });
  }

  /// Whoever waits besides. What fails here fails again, and is looked at, in accept().
  void admit_waiting() {
    for (int count = 1; count < kAcceptedAtOnce; ++count) {
      Worker& worker = next_();
      error_code error;
      Socket socket(worker.io());
      acceptor_.accept(socket, error);
      if (error) return;
      admit(worker, std::move(socket));
    }
  }

  void admit(Worker& worker, Socket socket) {
    if (!worker.edge().connections.open(worker.edge().limits.max_connections)) {
      worker.edge().telemetry.connection_refused();
      error_code ignored;
      socket.non_blocking(true, ignored);
      socket.write_some(asio::buffer(kTooManyConnections), ignored);
      socket.shutdown(Socket::shutdown_send, ignored);
      return;
    }
    prepare(socket);
    std::string peer = peer_of(socket);
    auto connection = std::make_shared<Connection>(worker, Connection::Socket(std::move(socket)),
                                                   router_, std::move(peer));
    asio::co_spawn(worker.io(), Connection::serve(std::move(connection)), asio::detached);
  }

  Acceptor acceptor_;
  asio::steady_timer pause_;
  const std::string path_;  ///< Of a unix socket.
  const Router& router_;
  const NextWorker next_;
  bool closed_ = false;
};

/// True when the file is a socket that nobody listens on any more.
bool is_left_over(asio::io_context& io, const stream_protocol::endpoint& endpoint) {
  struct stat status {};
  if (::lstat(endpoint.path().c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  stream_protocol::socket probe(io);
  error_code error;
  probe.connect(endpoint, error);
  return error == asio::error::connection_refused;
}

}  // namespace

Result<std::unique_ptr<Listener>> Listener::tcp(asio::io_context& io, std::string_view address,
                                                std::uint16_t port, const Router& router,
                                                NextWorker next) {
  error_code error;
  const asio::ip::address ip = asio::ip::make_address(std::string(address), error);
  if (error) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_address", std::string(address)});
  }
  const asio::ip::tcp::endpoint endpoint(ip, port);
  asio::ip::tcp::acceptor acceptor(io);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) return unexpected(listen_error(error));
  return std::make_unique<ListenerOn<asio::ip::tcp>>(std::move(acceptor), "", router,
                                                     std::move(next));
}

Result<std::unique_ptr<Listener>> Listener::adopted(asio::io_context& io, int socket,
                                                    const Router& router, NextWorker next) {
  const auto bad = [socket](std::string_view why) {
    ::close(socket);
    return unexpected(Error{ErrorKind::invalid_argument, "bad_socket", std::string(why)});
  };
  const auto option = [socket](int name) {
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
  };
  const int family = option(SO_DOMAIN);
  if (family != AF_INET && family != AF_INET6) return bad("it is no TCP socket");
  if (option(SO_TYPE) != SOCK_STREAM) return bad("it is no TCP socket");
  if (option(SO_ACCEPTCONN) != 1) return bad("nobody listens on it");
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  asio::ip::tcp::acceptor acceptor(io);
  error_code error;
  acceptor.assign(family == AF_INET ? asio::ip::tcp::v4() : asio::ip::tcp::v6(), socket, error);
  if (error) return bad(error.message());
  return std::make_unique<ListenerOn<asio::ip::tcp>>(std::move(acceptor), "", router,
                                                     std::move(next));
}

Result<std::unique_ptr<Listener>> Listener::unix_socket(asio::io_context& io,
                                                        const std::string& path,
                                                        const Router& router, NextWorker next) {
  if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path)) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_address", path});
  }
  const stream_protocol::endpoint endpoint(path);
  if (is_left_over(io, endpoint)) ::unlink(path.c_str());
  error_code error;
  stream_protocol::acceptor acceptor(io);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.bind(endpoint, error);
  // Nobody can connect before listen(), so the mode is never wider than it should be.
  if (!error && ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) {
    error = error_code(errno, boost::system::system_category());
  }
  if (!error) acceptor.listen(kBacklog, error);
  if (error) return unexpected(listen_error(error));
  return std::make_unique<ListenerOn<stream_protocol>>(std::move(acceptor), path, router,
                                                       std::move(next));
}

}  // namespace picket::net
