#include "app/serve/succession.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace picket::app {
namespace {

constexpr char kServing = 'S';
/// The first descriptor that a supervisor passes, sd_listen_fds(3): the new start takes this
/// process for one.
constexpr int kFirstPassed = 3;
/// The kernel closes the files of a process that dies one after the other: its lock may be the
/// last.
constexpr std::chrono::seconds kLockGone{2};
constexpr std::chrono::milliseconds kPause{20};

Error system_error(const char* what) {
  return {ErrorKind::unavailable, "succession",
          std::string(what) + ": " + std::generic_category().message(errno)};
}

/// This process's arguments without the wish to take over: that was another server's place.
std::vector<std::string> own_arguments() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> arguments;
  for (std::string argument; std::getline(file, argument, '\0');) {
    if (argument != "--take-over") arguments.push_back(argument);
  }
  return arguments;
}

/// The running program, under its own name where its file is still there: an upgrade may have
/// replaced it.
std::string own_program() {
  constexpr const char* kLink = "/proc/self/exe";
  char path[4096];
  const ssize_t size = ::readlink(kLink, path, sizeof path);
  if (size <= 0 || static_cast<std::size_t>(size) == sizeof path) return kLink;
  const std::string found(path, static_cast<std::size_t>(size));
  return ::access(found.c_str(), X_OK) == 0 ? found : kLink;
}

bool others_have(const std::string& data) {
  const Deadline deadline = Deadline::in(kLockGone);
  while (true) {
    const auto opened = DataDir::open(data);
    if (opened || opened.error().code != kDataDirInUse) return false;
    if (deadline.over()) return true;
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

Result<Succession> Succession::begin(int socket,
                                     const std::function<Result<void>(int pipe)>& send) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    const Error error = system_error("cannot make a pipe");
    ::close(socket);
    return unexpected(error);
  }
  Succession succession(socket, ends[0]);
  const auto sent = send(ends[1]);
  ::close(ends[1]);
  if (!sent) return unexpected(sent.error());
  return succession;
}

Succession::~Succession() {
  for (const int fd : {socket_, pipe_}) {
    if (fd >= 0) ::close(fd);
  }
}

Succession::Succession(Succession&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), pipe_(std::exchange(other.pipe_, -1)) {}

bool Succession::wait(const std::string& data) const {
  char said = 0;
  ssize_t got = -1;
  do {
    got = ::read(pipe_, &said, 1);
  } while (got < 0 && errno == EINTR);
  return (got == 1 && said == kServing) || others_have(data);
}

Error Succession::resume() const {
  std::vector<std::string> arguments = own_arguments();
  std::vector<char*> pointers;
  std::transform(arguments.begin(), arguments.end(), std::back_inserter(pointers),
                 [](std::string& argument) { return argument.data(); });
  pointers.push_back(nullptr);
  ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  ::setenv("LISTEN_FDS", "1", 1);
  // A copy onto itself would keep its mark to be closed.
  const bool passed = socket_ == kFirstPassed ? ::fcntl(socket_, F_SETFD, 0) == 0
                                              : ::dup2(socket_, kFirstPassed) == kFirstPassed;
  if (!passed) return system_error("cannot pass the socket on");
  ::execv(own_program().c_str(), pointers.data());
  return system_error("cannot start again");
}

int take_pipe(std::vector<int>& received) {
  const auto found = std::find_if(received.begin(), received.end(), [](int fd) {
    struct stat about {};
    return ::fstat(fd, &about) == 0 && S_ISFIFO(about.st_mode);
  });
  if (found == received.end()) return -1;
  const int pipe = *found;
  received.erase(found);
  return pipe;
}

void say_serving(int pipe) noexcept {
  if (pipe < 0) return;
  // SIGPIPE is ignored in a server, see StopSignals.
  while (::write(pipe, &kServing, 1) < 0 && errno == EINTR) {
  }
  ::close(pipe);
}

}  // namespace picket::app
