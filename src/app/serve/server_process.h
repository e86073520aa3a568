// The composition root: owns every store, pool, role and listener of one server.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "app/cli/command_line.h"
#include "app/config/settings.h"
#include "app/serve/succession.h"
#include "base/deadline.h"
#include "base/result.h"
#include "obs/logger.h"

namespace picket::app {

inline constexpr std::string_view kInterrupted = "interrupted";

/// start(), then stop() once, from one thread.
class ServerProcess {
 public:
  /// Opens the stores, migrates, recovers, starts the roles and listens, in that order; on a socket
  /// that was passed on, if there is one. `detail` of
  /// an error is a sentence for the operator; kInterrupted is the code once `interrupted()` says
  /// so while a recovery is waited for. `logger` outlives it.
  static Result<std::unique_ptr<ServerProcess>> start(const Settings& settings,
                                                      const ServeCommand& command,
                                                      obs::Logger& logger,
                                                      const std::function<bool()>& interrupted);

  virtual ~ServerProcess() = default;
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// Where browsers reach it, with the port that was bound.
  virtual std::string url() const = 0;
  /// What commands take as --data to reach it.
  virtual std::string directory() const = 0;
  /// Runs the setup command with its defaults.
  virtual Result<boost::json::value> setup() = 0;
  /// Not ready any more, accepts nothing, drains, flushes, commits, closes the stores. False when
  /// that takes longer than the deadline: then it must not be destroyed.
  virtual bool stop(Deadline deadline) = 0;
  /// After stop(): when it was asked to hand over, what it has to wait for once it is destroyed.
  virtual std::optional<Succession> succession() = 0;

 protected:
  ServerProcess() = default;
};

}  // namespace picket::app
