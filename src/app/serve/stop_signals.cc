#include "app/serve/stop_signals.h"

#include <initializer_list>

#include <pthread.h>
#include <unistd.h>

#include "base/assert.h"

namespace picket::app {
namespace {

constexpr std::initializer_list<int> kSignals = {SIGINT, SIGTERM, SIGHUP};

extern "C" void leave_at_once(int) {
  ::_exit(1);
}

}  // namespace

StopSignals::StopSignals() {
  ::signal(SIGPIPE, SIG_IGN);
  ::sigemptyset(&signals_);
  for (const int signal : kSignals) ::sigaddset(&signals_, signal);
  PICKET_ASSERT(::pthread_sigmask(SIG_BLOCK, &signals_, nullptr) == 0);
}

bool StopSignals::pending() const {
  sigset_t waiting;
  if (::sigpending(&waiting) != 0) return false;
  for (const int signal : kSignals) {
    if (::sigismember(&waiting, signal) == 1) return true;
  }
  return false;
}

int StopSignals::wait() {
  int signal = 0;
  // EINTR is the only failure that the set allows, after a debugger stopped us.
  while (::sigwait(&signals_, &signal) != 0) {
  }
  for (const int next : kSignals) ::signal(next, leave_at_once);
  ::pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  return signal;
}

}  // namespace picket::app
