// ConsumerGroup: one thread per partition of a topic, started and stopped together.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/deadline.h"
#include "base/mutex.h"
#include "engine/partition_runner.h"

namespace picket::engine {

/// start() once, then stop() once; both from the thread that owns it. Destruction without stop()
/// stops and waits as long as it takes.
class ConsumerGroup {
 public:
  struct Member {
    ports::TopicPartition of;
    std::unique_ptr<BatchProcessor> processor;
  };

  ConsumerGroup(const std::string& name, std::vector<Member> members, const RunnerContext& context,
                const RunnerOptions& options);
  ~ConsumerGroup();
  ConsumerGroup(const ConsumerGroup&) = delete;
  ConsumerGroup& operator=(const ConsumerGroup&) = delete;

  void start();
  /// True when every partition has recovered by the deadline: only then do new offsets of a log
  /// that lost its tail not look like old ones, so append after this.
  bool wait_recovered(Deadline deadline);
  /// So that several groups end at the same time; stop() includes it.
  void request_stop() noexcept { stop_.request(); }
  /// Every thread finishes its batch, commits and ends. False when one has not by the deadline; it
  /// still ends when the store that it waits for answers, and destruction waits for that.
  bool stop(Deadline deadline);

 private:
  struct Worker {
    std::unique_ptr<BatchProcessor> processor;
    std::unique_ptr<PartitionRunner> runner;
    std::thread thread;
  };

  void run(PartitionRunner& runner);

  StopSignal stop_;
  std::vector<Worker> workers_;
  Mutex mutex_;
  CondVar changed_;
  std::size_t recovered_ PICKET_GUARDED_BY(mutex_) = 0;
  std::size_t running_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::engine
