#include "load/visibility.h"

namespace picket::load {

using std::chrono::steady_clock;

VisibilitySampler::VisibilitySampler(Api api) : api_(std::move(api)), thread_([this] { run(); }) {}

void VisibilitySampler::offer(const EventId& event, SteadyTime answered) {
  const MutexLock lock(mutex_);
  if (watched_ || stopping_ || error_) return;
  watched_ = Watched{.event = event, .answered = answered};
  changed_.notify_one();
}

std::optional<std::string> VisibilitySampler::stop() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  const MutexLock lock(mutex_);
  return error_;
}

std::vector<Micros> VisibilitySampler::times() const {
  const MutexLock lock(mutex_);
  return times_;
}

void VisibilitySampler::run() {
  while (true) {
    std::optional<Watched> watched;
    {
      const MutexLock lock(mutex_);
      while (!watched_ && !stopping_) changed_.wait(mutex_);
      if (!watched_) return;
      watched = watched_;
    }
    if (!watch(*watched)) return;
    const MutexLock lock(mutex_);
    watched_.reset();
  }
}

bool VisibilitySampler::watch(const Watched& watched) {
  while (true) {
    const auto visible = api_.is_visible(watched.event);
    const SteadyTime now = steady_clock::now();
    const bool over = now - watched.answered >= kGiveUp;
    if (!visible || *visible || over) {
      const MutexLock lock(mutex_);
      if (!visible) {
        error_ = visible.error();
        return false;
      }
      times_.push_back(std::chrono::duration_cast<Micros>(now - watched.answered));
      return true;
    }
    std::this_thread::sleep_for(kPollEvery);
  }
}

}  // namespace picket::load
