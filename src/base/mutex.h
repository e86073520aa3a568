// Mutex, MutexLock and CondVar that Clang's thread-safety analysis understands (std::mutex is not
// annotated under libstdc++). No lock is held over I/O, a callback or a log line.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/thread_annotations.h"

namespace picket {

class PICKET_CAPABILITY("mutex") Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() PICKET_ACQUIRE() { mutex_.lock(); }
  void unlock() PICKET_RELEASE() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

/// Holds a Mutex for a scope.
class PICKET_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) PICKET_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() PICKET_RELEASE() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

/// Waits release and retake `mutex`, which the caller holds. Spurious wake-ups happen: loop.
class CondVar {
 public:
  void wait(Mutex& mutex) PICKET_REQUIRES(mutex) { cv_.wait(mutex); }

  /// False when `until` passed first.
  bool wait_until(Mutex& mutex, std::chrono::steady_clock::time_point until)
      PICKET_REQUIRES(mutex) {
    return cv_.wait_until(mutex, until) == std::cv_status::no_timeout;
  }

  void notify_one() noexcept { cv_.notify_one(); }
  void notify_all() noexcept { cv_.notify_all(); }

 private:
  std::condition_variable_any cv_;
};

}  // namespace picket
