#include "app/serve/listening.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/cli/socket_client.h"
#include "app/serve/server_process.h"
#include "app/serve/socket_mail.h"
#include "app/serve/succession.h"
#include "base/ascii.h"
#include "base/deadline.h"

namespace picket::app {
namespace {

/// The first descriptor that systemd passes.
constexpr int kFirstPassed = 3;
/// For the sockets: the other one answers at once, or when its threads are free again.
constexpr std::chrono::seconds kAnswer{10};
/// For its end: it drains for ten seconds at most and then leaves, whatever still runs.
constexpr std::chrono::seconds kEnd{30};
constexpr std::chrono::milliseconds kPause{20};

Error interrupted_error() {
  return {ErrorKind::unavailable, kInterrupted, ""};
}

Error not_handed_over(const std::string& data, const Error& why) {
  return {ErrorKind::unavailable, "not_handed_over",
          fmt::format("the server on {} did not hand over ({}): it goes on; stop it and start this "
                      "one without --take-over",
                      data, why.detail.empty() ? std::string(why.code) : why.detail)};
}

Error hangs(const std::string& data) {
  return {ErrorKind::timeout, kNoAnswer,
          fmt::format("the server on {} has not answered for {} s: it was left alone; if it hangs, "
                      "end it with kill -9, which loses nothing that was answered, and start this "
                      "one again",
                      data, kAnswer.count())};
}

/// nullopt when nobody listens on the admin socket.
std::optional<Result<std::vector<int>>> ask_for_sockets(const std::string& data) {
  auto mailbox = SocketMailbox::open();
  if (!mailbox) return unexpected(mailbox.error());
  const auto answer = ask_server(data, "hand-over", {{"socket", mailbox->name()}}, kAnswer);
  if (!answer) return std::nullopt;
  if (!*answer && answer->error().code == kNoAnswer) return unexpected(hangs(data));
  if (!*answer) return unexpected(not_handed_over(data, answer->error()));
  // They were sent before it answered.
  auto sockets = mailbox->receive(Deadline::in(kAnswer));
  if (!sockets) return unexpected(not_handed_over(data, sockets.error()));
  return sockets;
}

}  // namespace

std::optional<ListenAddress> address_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  void* const raw = &address;
  if (::getsockname(socket, static_cast<sockaddr*>(raw), &size) != 0) return std::nullopt;
  char text[INET6_ADDRSTRLEN] = {};
  if (address.ss_family == AF_INET) {
    const auto* const v4 = static_cast<const sockaddr_in*>(raw);
    if (::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text) == nullptr) return std::nullopt;
    return ListenAddress{text, ntohs(v4->sin_port)};
  }
  if (address.ss_family == AF_INET6) {
    const auto* const v6 = static_cast<const sockaddr_in6*>(raw);
    if (::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text) == nullptr) return std::nullopt;
    return ListenAddress{text, ntohs(v6->sin6_port)};
  }
  return std::nullopt;
}

Result<int> socket_of_supervisor() {
  const auto number = [](const char* name) -> std::int64_t {
    const char* const text = std::getenv(name);
    return text == nullptr ? -1 : ascii::parse_uint<std::uint32_t>(text).value_or(0);
  };
  const bool ours = number("LISTEN_PID") == ::getpid();
  const std::int64_t count = number("LISTEN_FDS");
  for (const char* const name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  if (!ours || count < 1) return -1;
  if (count == 1) return kFirstPassed;
  return unexpected(Error{ErrorKind::invalid_argument, "too_many_sockets",
                          fmt::format("the supervisor passed {} sockets: Picket listens on one, so "
                                      "give its .socket unit one ListenStream",
                                      count)});
}

Result<TakenOver> take_over(const std::string& data, const std::function<bool()>& interrupted) {
  TakenOver taken;
  const Deadline deadline = Deadline::in(kEnd);
  while (true) {
    auto opened = DataDir::open(data);
    if (opened) {
      taken.data = *std::move(opened);
      return taken;
    }
    const bool over = opened.error().code != kDataDirInUse || deadline.over();
    if (over || interrupted()) {
      close_all(taken.sockets);
      // Nobody has the directory after us: the one before learns by this that it goes on.
      if (taken.pipe >= 0) ::close(taken.pipe);
      return unexpected(over ? std::move(opened.error()) : interrupted_error());
    }
    if (taken.sockets.empty()) {
      // Nobody answers while it starts or stops, and it holds the lock for that time.
      if (auto sockets = ask_for_sockets(data)) {
        if (!*sockets) return unexpected(std::move(sockets->error()));
        taken.sockets = *std::move(*sockets);
        taken.pipe = take_pipe(taken.sockets);
      }
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace picket::app
