#include "child.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

#include "base/assert.h"

namespace picket::crash {

Child::Child(const std::function<void(int pipe)>& run) {
  int ends[2];
  PICKET_ASSERT(::pipe(ends) == 0);
  pid_ = ::fork();
  PICKET_ASSERT(pid_ >= 0);
  if (pid_ == 0) {
    ::close(ends[0]);
    run(ends[1]);
    for (;;) ::pause();
  }
  ::close(ends[1]);
  pipe_ = ends[0];
}

Child::~Child() {
  if (pid_ > 0) {
    kill();
    was_killed();
  }
  ::close(pipe_);
}

void Child::say(int pipe, const Answered& answered) {
  // Less than PIPE_BUF: it is written whole or not at all.
  if (::write(pipe, &answered, sizeof answered) != sizeof answered) give_up();
}

void Child::give_up() {
  ::_exit(1);
}

std::optional<Answered> Child::next() {
  Answered answered;
  ssize_t got = 0;
  do {
    got = ::read(pipe_, &answered, sizeof answered);
  } while (got < 0 && errno == EINTR);
  if (got != sizeof answered) return std::nullopt;
  return answered;
}

void Child::kill() {
  ::kill(pid_, SIGKILL);
}

bool Child::was_killed() {
  int status = 0;
  PICKET_ASSERT(::waitpid(pid_, &status, 0) == pid_);
  pid_ = -1;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

}  // namespace picket::crash
