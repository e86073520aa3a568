// What a server that handed over does until its successor serves: it keeps the socket, and goes on
// itself when the successor ends before. See docs/decisions/0077-a-hand-over-is-not-final.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/data/data_dir.h"
#include "base/deadline.h"
#include "base/result.h"

namespace picket::app {

/// The predecessor's end: a copy of the socket that was handed over, and a pipe that the successor
/// writes to. Owns both. One thread.
class Succession {
 public:
  /// Becomes owner of `socket`, which listens. `send` gets what goes to the successor, and closes
  /// nothing of it; its error is this function's.
  static Result<Succession> begin(int socket, const std::function<Result<void>(int pipe)>& send);
  ~Succession();
  Succession(Succession&& other) noexcept;
  Succession& operator=(Succession&&) = delete;

  /// Blocks until the successor says that it serves (true), or has ended without (false). One of a
  /// version that does not say so has the data directory: true, too. Call when this process has
  /// left the directory. There is no deadline: a migration may take long, and whoever does not want
  /// to wait ends one of both.
  bool wait(const std::string& data) const;

  /// Replaces this process by a new start of the same program with the same arguments, on the
  /// socket that was kept. Returns only when that fails.
  [[nodiscard]] Error resume() const;

 private:
  Succession(int socket, int pipe) : socket_(socket), pipe_(pipe) {}

  int socket_;
  int pipe_;
};

/// The successor's end of the pipe, or -1: it is taken out of what the predecessor sent.
int take_pipe(std::vector<int>& received);

/// Tells the predecessor that it may leave. Closes `pipe`; -1 and a predecessor that left are fine.
void say_serving(int pipe) noexcept;

}  // namespace picket::app
