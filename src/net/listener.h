// Accepts connections on one address and hands them to the workers in turn.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>

#include "base/result.h"
#include "net/router.h"
#include "net/worker.h"

namespace picket::net {

/// Bound and listening once made. start() and close() belong to the thread of `io`.
class Listener {
 public:
  using NextWorker = std::function<Worker&()>;

  virtual ~Listener() = default;
  virtual void start() = 0;
  /// Accepts no more. A unix socket's file is removed.
  virtual void close() = 0;
  virtual std::uint16_t port() const = 0;  ///< 0 for a unix socket.
  /// A copy of the descriptor, closed by whoever asked; -1 for a unix socket and once closed. On
  /// the thread of `io`.
  virtual int share() = 0;

  static Result<std::unique_ptr<Listener>> tcp(boost::asio::io_context& io,
                                               std::string_view address, std::uint16_t port,
                                               const Router& router, NextWorker next);
  /// Of a socket that listens already, which it takes.
  static Result<std::unique_ptr<Listener>> adopted(boost::asio::io_context& io, int socket,
                                                   const Router& router, NextWorker next);
  static Result<std::unique_ptr<Listener>> unix_socket(boost::asio::io_context& io,
                                                       const std::string& path,
                                                       const Router& router, NextWorker next);
};

}  // namespace picket::net
