#include "engine/consumer_group.h"

#include <utility>

namespace picket::engine {

ConsumerGroup::ConsumerGroup(const std::string& name, std::vector<Member> members,
                             const RunnerContext& context, const RunnerOptions& options) {
  workers_.reserve(members.size());
  for (Member& member : members) {
    Worker worker;
    worker.processor = std::move(member.processor);
    worker.runner = std::make_unique<PartitionRunner>(name, member.of, *worker.processor, stop_,
                                                      context, options);
    workers_.push_back(std::move(worker));
  }
}

ConsumerGroup::~ConsumerGroup() {
  stop_.request();
  for (Worker& worker : workers_) {
    if (worker.thread.joinable()) worker.thread.join();
  }
}

void ConsumerGroup::start() {
  {
    MutexLock lock(mutex_);
    running_ = workers_.size();
  }
  for (Worker& worker : workers_) {
    worker.thread = std::thread([this, &worker] { run(*worker.runner); });
  }
}

void ConsumerGroup::run(PartitionRunner& runner) {
  if (runner.start()) {
    {
      MutexLock lock(mutex_);
      ++recovered_;
    }
    changed_.notify_all();
    while (runner.step()) {
    }
  }
  {
    MutexLock lock(mutex_);
    --running_;
  }
  changed_.notify_all();
}

bool ConsumerGroup::wait_recovered(Deadline deadline) {
  MutexLock lock(mutex_);
  while (recovered_ < workers_.size()) {
    if (!changed_.wait_until(mutex_, deadline.at())) break;
  }
  return recovered_ == workers_.size();
}

bool ConsumerGroup::stop(Deadline deadline) {
  stop_.request();
  MutexLock lock(mutex_);
  while (running_ > 0) {
    if (!changed_.wait_until(mutex_, deadline.at())) break;
  }
  return running_ == 0;
}

}  // namespace picket::engine
