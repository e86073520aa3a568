// A process of our own that may be killed, and says over a pipe what it was answered.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include <sys/types.h>

namespace picket::crash {

/// What a child says once a commit was answered.
struct Answered {
  std::int64_t number = 0;     ///< Of the transaction.
  std::int64_t wal_bytes = 0;  ///< Size of the write-ahead log then.
};

/// One thread. Killed when destroyed.
class Child {
 public:
  /// Forks. `run` gets the end of the pipe that say() takes; when it returns the child stands still
  /// until it is killed. No store may be open here: the child would inherit its descriptors.
  explicit Child(const std::function<void(int pipe)>& run);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Of the child: for `run` only. Ends the child when nobody listens.
  static void say(int pipe, const Answered& answered);
  /// Of the child: something went wrong that should not.
  [[noreturn]] static void give_up();

  /// The next that was said; waits for it. nullopt when the child is dead and all was read.
  std::optional<Answered> next();
  void kill();
  /// Waits for its end; true when that was by SIGKILL, whoever sent it.
  bool was_killed();

 private:
  int pipe_ = -1;
  pid_t pid_ = -1;
};

}  // namespace picket::crash
