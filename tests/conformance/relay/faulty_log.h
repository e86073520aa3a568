// A log that refuses or delays what is appended, for as long as a test says so.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/mutex.h"
#include "ports/log.h"

namespace picket::conformance {

/// Thread-safe. `inner` outlives it.
class FaultyLog final : public ports::Log {
 public:
  explicit FaultyLog(ports::Log& inner) : inner_(inner) {}

  /// Appends to `topic` fail from now on; empty: none do.
  void refuse(std::string topic) {
    MutexLock lock(mutex_);
    refused_ = std::move(topic);
  }
  /// Appends wait until release().
  void hold() {
    MutexLock lock(mutex_);
    holding_ = true;
  }
  void release() {
    std::vector<Held> held;
    {
      MutexLock lock(mutex_);
      holding_ = false;
      held.swap(held_);
    }
    for (Held& append : held) {
      inner_.append(append.to, std::move(append.value), std::move(append.done));
    }
  }
  /// Blocks until that many appends wait.
  void wait_for_held(std::size_t count) {
    MutexLock lock(mutex_);
    while (held_.size() < count) changed_.wait(mutex_);
  }

  void append(const ports::TopicPartition& to, std::string value, AppendDone done) override {
    bool refused = false;
    {
      MutexLock lock(mutex_);
      refused = to.topic == refused_;
      if (!refused && holding_) {
        held_.push_back({to, std::move(value), std::move(done)});
        changed_.notify_all();
        return;
      }
    }
    if (refused) {
      done(unexpected(Error{ErrorKind::unavailable, "no_space", "told to by the test"}));
    } else {
      inner_.append(to, std::move(value), std::move(done));
    }
  }

  Result<std::vector<ports::LogRecord>> read(const ports::TopicPartition& from,
                                             ports::Offset offset, std::size_t max_records,
                                             std::size_t max_bytes, Deadline deadline) override {
    return inner_.read(from, offset, max_records, max_bytes, deadline);
  }
  Result<ports::OffsetRange> offsets(const ports::TopicPartition& of) override {
    return inner_.offsets(of);
  }
  Result<void> commit(const std::string& group, const ports::TopicPartition& of,
                      const ports::CommittedOffset& offset) override {
    return inner_.commit(group, of, offset);
  }
  Result<std::optional<ports::CommittedOffset>> committed(
      const std::string& group, const ports::TopicPartition& of) override {
    return inner_.committed(group, of);
  }
  std::map<std::string, std::uint32_t> topics() const override { return inner_.topics(); }
  Result<std::vector<std::string>> groups() override { return inner_.groups(); }
  Result<void> trim(const ports::TopicPartition& of, ports::Offset keep_from) override {
    return inner_.trim(of, keep_from);
  }
  Result<void> close(Deadline deadline) override { return inner_.close(deadline); }

 private:
  struct Held {
    ports::TopicPartition to;
    std::string value;
    AppendDone done;
  };

  ports::Log& inner_;
  Mutex mutex_;
  CondVar changed_;
  std::string refused_ PICKET_GUARDED_BY(mutex_);
  bool holding_ PICKET_GUARDED_BY(mutex_) = false;
  std::vector<Held> held_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::conformance
