// What an operator command works on.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "app/config/settings.h"
#include "base/clock.h"
#include "base/result.h"
#include "domain/account/password.h"
#include "ports/stores.h"

namespace picket::api {
class Api;
}
namespace picket::obs {
class Logger;
}

namespace picket::app {

class Backups;

/// How long a command waits for the one writer: the consumer holds it for a batch at a time.
inline constexpr std::chrono::seconds kWriteWait{10};

/// Items that a server received since its start, and what became of them.
struct IntakeFacts {
  std::int64_t received = 0;
  std::int64_t kept = 0;
  std::int64_t dropped = 0;        ///< With an outcome.
  std::int64_t forgotten = 0;      ///< By a mistake of the program.
  std::int64_t outcomes_lost = 0;  ///< Counts that found no place while the log refused.

  std::int64_t in_progress() const noexcept { return received - kept - dropped - forgotten; }
};

/// References outlive the command. A server makes one and runs commands on it from the threads of
/// its blocking pool, several at a time: the stores are thread-safe and the rest is constant.
struct AdminContext {
  const ports::Stores& stores;
  const Settings& settings;
  const Clock& clock;
  bool serving = false;           ///< Inside a server: whatever is pending is being worked on.
  std::string data_path{};        ///< Empty when the stores are in memory.
  std::string secret_key_file{};  ///< Empty when the stores are in memory.
  std::string setup_file{};       ///< Where `setup` keeps the tokens that it made; empty: nowhere.
  domain::account::PasswordCost password_cost = domain::account::kPasswordCost;
  /// Its requests are what commands about people, organizations and projects are made of. Null:
  /// there are none of them.
  const api::Api* api = nullptr;
  Backups* backups = nullptr;     ///< Null where nothing is kept.
  obs::Logger* logger = nullptr;  ///< Of a server, where commands leave a line; null: no line.
  std::function<IntakeFacts()> intake{};  ///< Of a server; none elsewhere.
  /// Of a server with a data directory: sends its listening sockets to the unix socket of that
  /// (abstract) name, and ends itself.
  std::function<Result<void>(const std::string& socket)> hand_over{};
  /// Called after projects or keys changed, so that the relay need not wait for its next look.
  std::function<void()> projects_changed = [] {};
};

}  // namespace picket::app
