// Sockets that listened before this process did: a supervisor's, or those of the server before.
// Source: sd_listen_fds(3).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/config/address.h"
#include "app/data/data_dir.h"
#include "base/result.h"

namespace picket::app {

/// What a socket is bound to; nullopt unless it is one of TCP.
std::optional<ListenAddress> address_of(int socket);

/// The socket that systemd, or who speaks its protocol, passed to this process (LISTEN_PID,
/// LISTEN_FDS); -1 when there is none. invalid_argument when there are several. Takes the variables
/// out of the environment. Call from the main thread before others start.
Result<int> socket_of_supervisor();

/// A data directory whose server before has left it, and the sockets that it left.
struct TakenOver {
  std::unique_ptr<DataDir> data;
  std::vector<int> sockets;  ///< Whoever has them closes them. Empty when there was no server.
  int pipe = -1;             ///< For say_serving(); -1 when nobody waits for that.
};

/// Asks the server that runs on the data directory to hand over and waits until it has ended; where
/// none runs, opens the directory. `detail` of an error is a sentence: the server is of a version
/// that does not do this, does not answer, or does not end. kInterrupted is the code once
/// `interrupted()` says so.
Result<TakenOver> take_over(const std::string& data, const std::function<bool()>& interrupted);

}  // namespace picket::app
