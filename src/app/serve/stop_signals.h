// How a person or a supervisor ends the server: SIGINT, SIGTERM or SIGHUP once to drain, twice to
// leave at once.
#pragma once

#include <csignal>

namespace picket::app {

/// Made on the main thread before any other thread starts, so that all of them block the signals
/// and only wait() sees them. One per process. Also ignores SIGPIPE: a peer that left is an error
/// of its write.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Whether wait() would return at once.
  bool pending() const;
  /// Blocks until the first signal, whose number it returns. From then on the next one ends the
  /// process with exit code 1, whatever it is doing.
  int wait();

 private:
  sigset_t signals_;
};

}  // namespace picket::app
